const named: Readonly<Record<string, string>> = {
  '\u0007': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
  '"': '\\"',
};

const printable = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

/** Quotes a text as `%q` of Go 1.12 does, which the reference uses in error texts. */
export const goQuote = (text: string): string => `"${Array.from(text, quoteCharacter).join('')}"`;

function quoteCharacter(character: string): string {
  const short = named[character];
  if (short !== undefined) return short;
  if (printable.test(character)) return character;
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  // DEL is `\u007f` here: Go quotes it as `\x7f` since 1.19 only.
  if (character < ' ') return `\\x${hex.padStart(2, '0')}`;
  return hex.length <= 4 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}
