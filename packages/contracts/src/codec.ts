/** A JSON integer of up to 64 bits: a number while that is exact, else a bigint. */
export type Integer = number | bigint;

/** Why a text was refused by {@link decode}. */
export class JsonError extends Error {
  override readonly name = 'JsonError';
}

/** Deepest nesting accepted; a container document of a real host has about six levels. */
export const maximumDepth = 64;

/** Most digits of an integer; 64 bits have 20, and to read one of millions takes seconds. */
const maximumDigits = 100;

const longDigitRun = /[:,[\s]-?\d{16}/;
const longDigitRunAlone = /^-?\d{16}/;
/** An escape of one of the letters of `__proto__`. */
const escapedKey = /\\u00(?:5[fF]|6[fF]|7[024])/;
const escapedSurrogate = /\\u[dD][89a-fA-F]/;

/**
 * Parses JSON without losing integers: what a double cannot hold exactly comes back as a bigint.
 * Lone surrogates become U+FFFD, as in Go's decoder.
 *
 * @throws JsonError when the text is not JSON, has a `__proto__` key, nests deeper than 64 levels or has an integer
 * of more than 100 digits.
 */
export function decode(text: string): unknown {
  // Few texts have escapes, and to look once for any is quicker than for certain ones.
  const escapes = text.includes('\\u');
  const value = parse(text, escapes);
  if (countOpeners(text) > maximumDepth) checkDepth(value, 0);
  const mayHoldLoneSurrogates = !text.isWellFormed() || (escapes && escapedSurrogate.test(text));
  return mayHoldLoneSurrogates ? wellFormed(value) : value;
}

/**
 * The same of what a service of ours has written, of documents that passed {@link decode}: how deep it is, and that its
 * texts are whole, was seen to there. To look again at each of a batch takes a fifth of the time.
 *
 * @throws JsonError as {@link decode}, but for depth.
 */
export const decodeOurs = (text: string): unknown => parse(text, text.includes('\\u'));

function parse(text: string, escapes: boolean): unknown {
  try {
    const mayHoldForbiddenKey = text.includes('__proto__') || (escapes && escapedKey.test(text));
    const careful = mayHoldForbiddenKey || longDigitRun.test(text) || longDigitRunAlone.test(text);
    return careful ? JSON.parse(text, reviveExactly) : JSON.parse(text);
  } catch (cause) {
    if (cause instanceof JsonError) throw cause;
    const tooDeep = cause instanceof RangeError;
    const notJson = `is not JSON: ${(cause as Error).message}; send one JSON document`;
    throw new JsonError(tooDeep ? `is nested deeper than ${maximumDepth} levels` : notJson, { cause });
  }
}

function reviveExactly(key: string, value: unknown, context?: { source?: string }): unknown {
  if (key === '__proto__') throw new JsonError('has a key "__proto__", which is not accepted; rename it');
  const source = context?.source;
  const inexact = typeof value === 'number' && !Number.isSafeInteger(value);
  return inexact && source !== undefined && /^-?\d+$/.test(source) ? longInteger(source) : value;
}

function longInteger(source: string): bigint {
  const digits = source.replace('-', '').length;
  if (digits <= maximumDigits) return BigInt(source);
  throw new JsonError(`has an integer of ${digits} digits, and at most ${maximumDigits} are accepted`);
}

/** Counts no further than needed: most documents have too few objects and lists to be too deep. */
function countOpeners(text: string): number {
  let count = 0;
  for (const opener of '{[') {
    for (let at = text.indexOf(opener); at >= 0 && count <= maximumDepth; at = text.indexOf(opener, at + 1)) count++;
  }
  return count;
}

function checkDepth(value: unknown, depth: number): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth >= maximumDepth) throw new JsonError(`is nested deeper than ${maximumDepth} levels`);
  for (const member of Object.values(value)) checkDepth(member, depth + 1);
}

function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map(wellFormed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key.toWellFormed(), wellFormed(member)]));
}

/**
 * Writes JSON without losing integers: a bigint becomes a JSON integer in decimal.
 *
 * @param space blanks a level, for people; absent: no white space.
 */
export function encode(value: unknown, space?: number): string {
  try {
    return JSON.stringify(value, undefined, space);
  } catch (cause) {
    // Only a bigint makes JSON.stringify fail on our documents; most have none, so it is not looked for.
    if (!(cause instanceof TypeError)) throw cause;
    return JSON.stringify(value, writeExactly, space);
  }
}

/** TypeScript's library does not describe it yet; Node 22 and later have it. */
const { rawJSON } = JSON as typeof JSON & { rawJSON(text: string): unknown };

function writeExactly(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? rawJSON(value.toString()) : value;
}

/** The smallest exact form of an integer: a number where a double holds it, else a bigint. */
export function exactInteger(value: bigint): Integer {
  const small = Number(value);
  return Number.isSafeInteger(small) ? small : value;
}
