import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeArgument } from './argument.ts';

describe('argument escaping', () => {
  test.each([
    { why: 'a plain word stays', argument: 'cmd', escaped: 'cmd' },
    { why: 'an empty argument is two quotes', argument: '', escaped: '""' },
    { why: 'a blank makes quotes', argument: 'ping localhost', escaped: '"ping localhost"' },
    { why: 'only a blank', argument: ' ', escaped: '" "' },
    { why: 'a tab makes quotes', argument: 'a\tb', escaped: '"a\tb"' },
    { why: 'a line feed makes none', argument: 'a\nb', escaped: 'a\nb' },
    { why: 'a carriage return makes none', argument: 'a\rb', escaped: 'a\rb' },
    { why: 'a vertical tab makes none', argument: 'a\vb', escaped: 'a\vb' },
    { why: 'a no-break space makes none', argument: 'a\u00a0b', escaped: 'a\u00a0b' },
    { why: 'NUL makes none', argument: 'a\0b', escaped: 'a\0b' },
    { why: 'a quote alone makes none, it is escaped', argument: 'a"b', escaped: 'a\\"b' },
    { why: 'only a quote', argument: '"', escaped: '\\"' },
    { why: 'two quotes', argument: '""', escaped: '\\"\\"' },
    { why: 'a quote and a blank', argument: 'say "hi"', escaped: '"say \\"hi\\""' },
    { why: 'backslashes in the middle stay', argument: 'C:\\a\\b', escaped: 'C:\\a\\b' },
    { why: 'trailing backslashes stay without quotes', argument: 'C:\\a\\\\', escaped: 'C:\\a\\\\' },
    { why: 'trailing backslashes are doubled in quotes', argument: 'C:\\a b\\', escaped: '"C:\\a b\\\\"' },
    { why: 'backslashes in the middle stay in quotes', argument: 'C:\\a b\\c', escaped: '"C:\\a b\\c"' },
    { why: 'one backslash before a quote is doubled', argument: 'a\\"b', escaped: 'a\\\\\\"b' },
    { why: 'two backslashes before a quote are doubled', argument: 'a\\\\"b', escaped: 'a\\\\\\\\\\"b' },
    { why: 'a lone backslash', argument: '\\', escaped: '\\' },
    { why: 'a blank and a backslash', argument: ' \\', escaped: '" \\\\"' },
    { why: 'a backslash, a quote, a blank', argument: '\\" ', escaped: '"\\\\\\" "' },
    { why: 'the shell\u2019s own characters stay', argument: 'a^b%PATH%&c|d', escaped: 'a^b%PATH%&c|d' },
    { why: 'JSON', argument: '{"a": "b\\\\"}', escaped: '"{\\"a\\": \\"b\\\\\\\\\\"}"' },
    { why: 'characters beyond the basic plane', argument: '\u{1f600} x', escaped: '"\u{1f600} x"' },
  ])('$why: $argument', ({ argument, escaped }) => {
    expect(escapeArgument(argument)).toBe(escaped);
  });

  test('takes linear time over a long run of backslashes, which a request of a few megabytes may hold', () => {
    const run = '\\'.repeat(2_000_000);
    expect(escapeArgument(`${run}x`)).toBe(`${run}x`);
    expect(escapeArgument(` ${run}x`)).toBe(`" ${run}x"`);
    expect(escapeArgument(` ${run}`)).toBe(`" ${run}${run}"`);
    expect(escapeArgument(`${run}"`)).toBe(`${run}${run}\\"`);
  });
});

/**
 * Takes a command line apart by the rules of the Microsoft C runtime since 2008 and of `CommandLineToArgvW`
 * ("Parsing C command-line arguments" in Microsoft's documentation):
 * blanks and tabs separate outside quotes; 2n backslashes and a quote are n backslashes and a delimiter;
 * 2n+1 backslashes and a quote are n backslashes and a literal quote; other backslashes are literal.
 */
function parseCommandLine(line: string): string[] {
  const found: string[] = [];
  let at = 0;
  while (true) {
    while (line[at] === ' ' || line[at] === '\t') at++;
    if (at >= line.length) return found;
    const { argument, next } = parseArgument(line, at);
    found.push(argument);
    at = next;
  }
}

function parseArgument(line: string, start: number): { argument: string; next: number } {
  let argument = '';
  let inQuotes = false;
  let at = start;
  while (at < line.length && (inQuotes || (line[at] !== ' ' && line[at] !== '\t'))) {
    let backslashes = 0;
    while (line[at] === '\\') {
      backslashes++;
      at++;
    }
    if (line[at] !== '"') {
      argument += '\\'.repeat(backslashes);
      if (backslashes === 0) argument += line[at++];
      continue;
    }
    argument += '\\'.repeat(Math.floor(backslashes / 2));
    const literal = backslashes % 2 === 1;
    // Since 2008, two quotes inside quotes are one literal quote, and the quotes stay open.
    const doubled = !literal && inQuotes && line[at + 1] === '"';
    if (literal || doubled) argument += '"';
    else inQuotes = !inQuotes;
    at += doubled ? 2 : 1;
  }
  return { argument, next: at };
}

describe('the Windows rules for command lines, as this test has them', () => {
  // The examples of Microsoft's documentation.
  test.each([
    { line: '"a b c" d e', words: ['a b c', 'd', 'e'] },
    { line: '"ab\\"c" "\\\\" d', words: ['ab"c', '\\', 'd'] },
    { line: 'a\\\\\\b d"e f"g h', words: ['a\\\\\\b', 'de fg', 'h'] },
    { line: 'a\\\\\\"b c d', words: ['a\\"b', 'c', 'd'] },
    { line: 'a\\\\\\\\"b c" d e', words: ['a\\\\b c', 'd', 'e'] },
    { line: 'a"b"" c d', words: ['ab" c d'] },
  ])('$line', ({ line, words }) => {
    expect(parseCommandLine(line)).toEqual(words);
  });
});

describe('escaped arguments are read back whole', () => {
  const awkward = fc.string({ unit: fc.constantFrom('\\', '"', ' ', '\t', 'a', '\n', '\u00e9', '\u{1f600}') });
  const argument = fc.oneof(awkward, fc.string({ unit: 'binary' }));

  test('each for itself and all together', () => {
    fc.assert(
      fc.property(fc.array(argument), (words) => {
        expect(parseCommandLine(words.map(escapeArgument).join(' '))).toEqual(words);
      }),
      { numRuns: 2000 },
    );
  });
});
