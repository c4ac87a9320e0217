import { describe, expect, test } from 'vitest';
import { goQuote } from './go-quote.ts';

// strconv.Quote of Go 1.12, with the rows of its own test (strconv/quote_test.go) where there is one.
describe('quoting as Go\u2019s %q', () => {
  test.each([
    { text: '', quoted: '""' },
    { text: 'C:\\win.json', quoted: '"C:\\\\win.json"' },
    { text: 'a"b', quoted: '"a\\"b"' },
    { text: "it's `so`", quoted: '"it\'s `so`"', why: 'only double quotes are escaped' },
    { text: '\u0007\b\f\r\n\t\v', quoted: '"\\a\\b\\f\\r\\n\\t\\v"' },
    { text: '\0\u0001\u001b\u001f', quoted: '"\\x00\\x01\\x1b\\x1f"' },
    { text: '\u007f', quoted: '"\\u007f"', why: '`\\x7f` only since Go 1.19' },
    { text: '\u0080\u009f', quoted: '"\\u0080\\u009f"' },
    { text: 'a b', quoted: '"a b"', why: 'the blank is printable' },
    { text: '\u00a0\u2003\u3000', quoted: '"\\u00a0\\u2003\\u3000"', why: 'other blanks are not' },
    { text: '\u00ad', quoted: '"\\u00ad"', why: 'a soft hyphen is not printable' },
    { text: '\u200b\ufeff', quoted: '"\\u200b\\ufeff"', why: 'characters without width neither' },
    { text: '\u00e9\u65e5', quoted: '"\u00e9\u65e5"' },
    { text: '\u0301', quoted: '"\u0301"', why: 'a mark is printable' },
    { text: '\u263a', quoted: '"\u263a"' },
    { text: '\u{1f600}', quoted: '"\u{1f600}"' },
    { text: '\ufffd', quoted: '"\ufffd"' },
    { text: '\ue000', quoted: '"\\ue000"', why: 'private use' },
    { text: '\u{f0000}', quoted: '"\\U000f0000"' },
    { text: '\u{10ffff}', quoted: '"\\U0010ffff"' },
    { text: '\u{e0001}', quoted: '"\\U000e0001"' },
  ])('$quoted $why', ({ text, quoted }) => {
    expect(goQuote(text)).toBe(quoted);
  });
});
