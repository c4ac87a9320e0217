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
  for (const name of Object.keys(headers)) {
    const value = headers[name] ?? '';
    isEmpty = false;
    checkHeader(name, value);
    if (value.trim() !== value) isAsItArrives = false;
  }
  if (isEmpty) return undefined;
  return isAsItArrives ? headers : trimmed(headers);
}

/** Printable ASCII without the colon. */
const nameForm = /^[!-9;-~]+$/;

/** Names that are well formed: there are few, and each message has some. */
const knownNames = new Set<string>();
const maximumKnownNames = 100;

function isWellFormed(name: string): boolean {
  if (knownNames.has(name)) return true;
  const wellFormed = nameForm.test(name);
  if (wellFormed && knownNames.size < maximumKnownNames) knownNames.add(name);
  return wellFormed;
}

function checkHeader(name: string, value: string): void {
  if (!isWellFormed(name)) throw new TypeError(`${JSON.stringify(name)} is no name of a header`);
  if (value.includes('\n') || value.includes('\r')) throw new TypeError(`the header ${name} has a line break`);
}

const trimmed = (headers: Headers): Headers =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.trim()]));
