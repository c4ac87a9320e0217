import { describe, expect, it } from 'vitest';
import { LineCutter, LineTooLong } from './lines.ts';

/** All lines of bytes that arrive in chunks of a size. */
function linesOf(bytes: Buffer, { size = bytes.length, maximum = 1_000 } = {}) {
  const cutter = new LineCutter(maximum);
  const lines = [];
  for (let at = 0; at < bytes.length; at += size) lines.push(...cutter.push(bytes.subarray(at, at + size)));
  return [...lines, ...cutter.end()];
}

describe('lines', () => {
  it.each([
    ['nothing', '', []],
    ['a last line without end', 'a\nb', ['a', 'b']],
    ['a last line with one', 'a\nb\n', ['a', 'b']],
    ['blank lines', '\n\na\n', ['', '', 'a']],
    ['carriage returns', 'a\r\nb\r\n', ['a\r', 'b\r']],
    ['a byte order mark', '\ufeffa\nb', ['a', 'b']],
    ['other line separators, which JSON may hold', 'a\u2028b\u0085c\n', ['a\u2028b\u0085c']],
  ])('%s', (_title, text, expected) => {
    expect(linesOf(Buffer.from(text))).toEqual(expected);
  });

  it('come out whole wherever the chunks end, also within a character', () => {
    const text = 'short\n\u00e4\u20ac\u{1f433} whale\n\nlast';
    for (let size = 1; size <= 30; size++) expect(linesOf(Buffer.from(text), { size })).toEqual(text.split('\n'));
  });

  it('have U+FFFD for what is not UTF-8', () => {
    expect(linesOf(Buffer.from([0x61, 0xff, 0x62, 0xc3, 0x0a, 0x63]))).toEqual(['a\ufffdb\ufffd', 'c']);
  });

  it.each([1, 7, 100])('that are too long are counted, not kept, in chunks of %i bytes', (size) => {
    const text = `ok\n${'x'.repeat(25)}\n${'y'.repeat(10)}\n${'z'.repeat(11)}`;
    expect(linesOf(Buffer.from(text), { size, maximum: 10 })).toEqual([
      'ok',
      new LineTooLong(25),
      'y'.repeat(10),
      new LineTooLong(11),
    ]);
  });
});
