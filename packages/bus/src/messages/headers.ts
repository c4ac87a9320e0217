export type Headers = Readonly<Record<string, string>>;

/** What messages without headers share. */
export const noHeaders: Headers = Object.freeze({});

/**
 * Headers as they arrive: values without blanks around them; none at all where there is no header.
 *
 * @throws TypeError for a name or value that the protocol cannot carry.
 */
export function checkedHeaders(headers: Headers | undefined): Headers | undefined {
  if (headers === undefined) return undefined;
  const entries = Object.entries(headers).map(checkedHeader);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function checkedHeader([name, value]: [string, string]): [string, string] {
  // Printable ASCII without the colon.
  if (!/^[!-9;-~]+$/.test(name)) throw new TypeError(`${JSON.stringify(name)} is no name of a header`);
  if (/[\r\n]/.test(value)) throw new TypeError(`the header ${name} has a line break`);
  return [name, value.trim()];
}
