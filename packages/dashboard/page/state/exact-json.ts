/** What JSON can hold, integers of 64 bits as they are. */
export type Json = null | boolean | number | bigint | string | readonly Json[] | { readonly [name: string]: Json };

interface WithSource {
  readonly source: string;
}

type Reviver = (this: unknown, key: string, value: unknown, context?: WithSource) => unknown;

declare global {
  interface JSON {
    rawJSON(text: string): unknown;
  }
}

/** Reads JSON without losing a digit of an integer. @throws SyntaxError */
export function parseExact(text: string): Json {
  const revive: Reviver = (_key, value, context) =>
    typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? '')
      ? BigInt(context?.source ?? 0)
      : value;
  return JSON.parse(text, revive) as Json;
}

/** Writes it again: without spaces it has the bytes that it was read from. */
export const printExact = (value: Json, indent = 0): string =>
  JSON.stringify(
    value,
    (_key, member: unknown) => (typeof member === 'bigint' ? JSON.rawJSON(`${member}`) : member),
    indent,
  );
