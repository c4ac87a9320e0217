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
  let isAsItArrives = true;
  let isEmpty = true;
  for (const [name, value] of Object.entries(headers)) {
    isEmpty = false;
    checkHeader(name, value);
    if (value.trim() !== value) isAsItArrives = false;
  }
  if (isEmpty) return undefined;
  return isAsItArrives ? headers : trimmed(headers);
}

/** Printable ASCII without the colon. */
const nameForm = /^[!-9;-~]+$/;

function checkHeader(name: string, value: string): void {
  if (!nameForm.test(name)) throw new TypeError(`${JSON.stringify(name)} is no name of a header`);
  if (value.includes('\n') || value.includes('\r')) throw new TypeError(`the header ${name} has a line break`);
}

const trimmed = (headers: Headers): Headers =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.trim()]));
