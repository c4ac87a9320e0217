import { expect, it } from 'vitest';
import { printable } from './printable.ts';

it.each([
  ['plain text', 'C:\\Programs \u00e4 \u{1f433}', 'C:\\Programs \u00e4 \u{1f433}'],
  ['line ends and tabs', 'a\nb\r\tc', 'a\\nb\\r\\tc'],
  ['escape sequences', '\u001b[31mred\u009b2J', '\\u001b[31mred\\u009b2J'],
  ['line separators', 'a\u2028b\u2029', 'a\\u2028b\\u2029'],
  ['a turn of the direction of writing', 'exe.\u202egpj', 'exe.\\u202egpj'],
  ['NUL and delete', '\0\u007f', '\\u0000\\u007f'],
])('shows %s', (_title, text, shown) => {
  expect(printable(text)).toBe(shown);
});
