import { describe, expect, it } from 'vitest';
import { LineWriter } from './line-writer.ts';

/** A writer, and what has arrived at its sink, a text each write. */
function writerWithSink() {
  const written: string[] = [];
  const writer = new LineWriter({
    write: async (bytes) => void written.push(Buffer.from(bytes as Uint8Array).toString()),
    commit: async () => {},
    discard: async () => {},
  });
  return { writer, written };
}

describe('lines for a sink', () => {
  it.each([
    ['plain text', ['a', '', 'b c']],
    ['Latin-1, wider characters and surrogate pairs', ['caf\u00e9', '\u20ac 5', '\u{1f433}', 'plain']],
    ['a line longer than all that is gathered', ['a', 'x'.repeat(300_000), 'b']],
    ['such lines of wide characters, one after the other', ['\u20ac'.repeat(200_000), '\u20ac'.repeat(400_000), 'a']],
  ])('arrive whole and in order: %s', async (_title, lines) => {
    const { writer, written } = writerWithSink();
    for (const line of lines) writer.add(line);
    await writer.flush();
    expect(written).toEqual([lines.map((line) => `${line}\n`).join('')]);
  });

  it('arrive once, however often they are flushed', async () => {
    const { writer, written } = writerWithSink();
    for (const line of ['a', 'bcd']) {
      writer.add(line);
      await writer.flush();
      await writer.flush();
    }
    expect(written).toEqual(['a\n', 'bcd\n']);
  });

  it('are worth a write from 64 KiB on', () => {
    const { writer } = writerWithSink();
    expect(writer.add('\u20ac'.repeat(20_000))).toBe(false);
    expect(writer.add('x'.repeat(5_533))).toBe(false);
    expect(writer.add('')).toBe(true);
  });
});
