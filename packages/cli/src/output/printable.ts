// Control characters, line and paragraph separators, and those that turn the direction of writing.
const unprintable = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A caller's text on one line of a terminal: nothing in it can move the cursor, hide text or forge a line. */
export const printable = (text: string): string =>
  text.replace(
    unprintable,
    (character) => short[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
