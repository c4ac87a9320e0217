import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decode, encode, exactInteger, JsonError, maximumDepth } from './codec.ts';

const nested = (levels: number, open: string, close: string): string => open.repeat(levels) + close.repeat(levels);

describe('integers survive exactly', () => {
  test.each([
    { text: '18446744073709551615', value: 18446744073709551615n, why: 'the largest of 64 bits, unsigned' },
    { text: '-9223372036854775808', value: -9223372036854775808n, why: 'the smallest of 64 bits' },
    { text: '9223372036854775807', value: 9223372036854775807n },
    { text: '9007199254740993', value: 9007199254740993n, why: 'the first that a double cannot hold' },
    { text: '9007199254740992', value: 9007199254740992n, why: 'a double holds it, but not for sure' },
    { text: '9007199254740991', value: 9007199254740991, why: 'the last safe one' },
    { text: '-9007199254740991', value: -9007199254740991 },
    { text: '123456789012345678901234567890', value: 123456789012345678901234567890n, why: 'beyond 64 bits' },
    { text: '0', value: 0 },
  ])('$text ($why)', ({ text, value }) => {
    expect(decode(text)).toBe(value);
    expect(decode(`{"a":${text}}`)).toEqual({ a: value });
    expect(decode(`[${text},${text}]`)).toEqual([value, value]);
    expect(encode(value)).toBe(text);
    expect(encode({ a: [value] })).toBe(`{"a":[${text}]}`);
  });

  test.each([
    { name: 'blanks', space: '   ' },
    { name: 'a tab', space: '\t' },
    { name: 'a line feed', space: '\n' },
    { name: 'a carriage return and a line feed', space: '\r\n' },
  ])('with $name around them', ({ space }) => {
    const long = `${space}9223372036854775807${space}`;
    expect(decode(`${space}{${space}"a"${space}:${long},"b":[${long},${long}]}${space}`)).toEqual({
      a: 9223372036854775807n,
      b: [9223372036854775807n, 9223372036854775807n],
    });
  });

  test('digits inside texts stay texts', () => {
    const value = {
      a: '9223372036854775807',
      b: 'x: 9223372036854775807, [18446744073709551615]',
      c: '"9007199254740993',
    };
    expect(decode(JSON.stringify(value))).toEqual(value);
  });

  test.each([
    { text: '1e400', value: Number.POSITIVE_INFINITY, why: 'no integer, so that every field refuses it' },
    { text: '-0', value: -0 },
    { text: '1.5', value: 1.5 },
    { text: '12345678901234567890.5', value: Number('12345678901234567890.5') },
    {
      text: '12345678901234567890e0',
      value: Number('12345678901234567890'),
      why: 'Go takes no exponent for an integer either',
    },
  ])('$text stays a number', ({ text, value }) => {
    expect(decode(text)).toBe(value);
    expect(decode(`[${text},9223372036854775807]`)).toEqual([value, 9223372036854775807n]);
  });

  test('minus zero is written as zero', () => {
    expect(encode(decode('[-0]'))).toBe('[0]');
  });

  test('with white space for people', () => {
    expect(encode({ a: 18446744073709551615n, b: [] }, 2)).toBe('{\n  "a": 18446744073709551615,\n  "b": []\n}');
    expect(encode({ a: 1 }, 2)).toBe('{\n  "a": 1\n}');
  });
});

describe('keys', () => {
  test.each([
    '{"__proto__":1}',
    '{"a":{"__proto__":{"x":1}}}',
    '[{"__proto__":null}]',
    '{"\\u005f_proto__":1}',
    '{"\\u005F\\u005f\\u0070\\u0072\\u006f\\u0074\\u006F__":1}',
    '{"__\\u0070roto__":1}',
    '{"__p\\u0072oto__":1}',
    '{"__pr\\u006Fto__":1}',
    '{"__pro\\u0074o__":1}',
    '{"n":9223372036854775807,"__proto__":1}',
  ])('__proto__ is refused: %s', (text) => {
    expect(() => decode(text)).toThrow(new JsonError('has a key "__proto__", which is not accepted; rename it'));
  });

  test('__proto__ as a value, or in front of something, is a text like others', () => {
    const text = '{"a":"__proto__","__proto__x":1,"x\\u005f_proto__":2}';
    expect(decode(text)).toEqual({ a: '__proto__', __proto__x: 1, x__proto__: 2 });
  });

  test('constructor and toString are keys like others', () => {
    expect(Object.entries(decode('{"constructor":1,"toString":2}') as object)).toEqual([
      ['constructor', 1],
      ['toString', 2],
    ]);
  });

  test('of two equal keys the last counts, as in Go', () => {
    expect(decode('{"a":1,"b":2,"a":3}')).toEqual({ a: 3, b: 2 });
    expect(decode('{"a":9223372036854775807,"a":18446744073709551615}')).toEqual({ a: 18446744073709551615n });
  });
});

describe('lone surrogates become U+FFFD', () => {
  const high = '\ud83d';
  const low = '\ude00';
  test.each([
    { name: 'escaped, in a value', text: '{"a":"x\\ud83dy"}', value: { a: 'x\ufffdy' } },
    { name: 'escaped in capitals', text: '"\\uD83D"', value: '\ufffd' },
    { name: 'escaped, in a key', text: '{"\\ude00":1}', value: { '\ufffd': 1 } },
    { name: 'raw, in a value', text: `{"a":"x${high}y"}`, value: { a: 'x\ufffdy' } },
    { name: 'raw, in a key', text: `{"${low}":1}`, value: { '\ufffd': 1 } },
    { name: 'the wrong way round', text: '"\\ude00\\ud83d"', value: '\ufffd\ufffd' },
    { name: 'in a list, beside others', text: '[null,1,true,["\\ud83d"]]', value: [null, 1, true, ['\ufffd']] },
    {
      name: 'beside a long integer',
      text: '{"a":"\\ud83d","b":9223372036854775807}',
      value: { a: '\ufffd', b: 9223372036854775807n },
    },
  ])('$name', ({ text, value }) => {
    expect(decode(text)).toEqual(value);
  });

  test.each([
    { name: 'escaped', text: '{"\\ud83d\\ude00":"\\uD83D\\uDE00"}' },
    { name: 'raw', text: '{"\u{1f600}":"\u{1f600}"}' },
    { name: 'half and half', text: `{"\u{1f600}":"\\ud83d${low}"}` },
  ])('pairs stay: $name', ({ text }) => {
    expect(decode(text)).toEqual({ '\u{1f600}': '\u{1f600}' });
  });
});

describe('what is refused', () => {
  test.each([
    '',
    ' ',
    'undefined',
    '{',
    '{"a":1,}',
    "{'a':1}",
    '[1 2]',
    '\ufeff{}',
    '{} {}',
    'NaN',
    '01',
    '"\n"',
    '// x',
  ])('not JSON: %j', (text) => {
    expect(() => decode(text)).toThrow(JsonError);
    expect(() => decode(text)).toThrow(/^is not JSON: /);
  });

  test.each([
    { name: 'lists', open: '[', close: ']' },
    { name: 'objects', open: '{"a":', close: '}' },
  ])('nesting of $name, past the limit', ({ open, close }) => {
    const innermost = open === '[' ? '' : '0';
    const levels = (count: number): string => open.repeat(count) + innermost + close.repeat(count);
    const refusal = new JsonError('is nested deeper than 64 levels');
    expect(maximumDepth).toBe(64);
    expect(() => decode(levels(64))).not.toThrow();
    expect(() => decode(levels(65))).toThrow(refusal);
    expect(() => decode(levels(100_000))).toThrow(refusal);
  });

  test('deep nesting together with what makes decoding careful', () => {
    const refusal = new JsonError('is nested deeper than 64 levels');
    expect(() => decode(`[9223372036854775807,${nested(100_000, '[', ']')}]`)).toThrow(refusal);
    expect(() => decode(`["\\ud83d",${nested(100_000, '[', ']')}]`)).toThrow(refusal);
    expect(() => decode(`["__proto__",${nested(65, '[', ']')}]`)).toThrow(refusal);
  });

  test.each([
    { why: 'with others beside it', levels: (count: number) => `[[],[],${nested(count - 1, '[', ']')}]` },
    {
      why: 'objects and lists in turn',
      levels: (count: number) => `${'{"a":['.repeat(count / 2)}${'[]'.repeat(count % 2)}${']}'.repeat(count / 2)}`,
    },
  ])('the limit is exact, $why', ({ levels }) => {
    expect(() => decode(levels(64))).not.toThrow();
    expect(() => decode(levels(65))).toThrow(JsonError);
  });

  test('many objects and lists side by side are not deep', () => {
    const wide = `[${Array.from({ length: 1000 }, () => '{"a":[]}').join()}]`;
    expect(decode(wide)).toHaveLength(1000);
    expect(decode('"[[[["')).toBe('[[[[');
    expect(decode(JSON.stringify('['.repeat(1000)))).toBe('['.repeat(1000));
  });

  test.each([
    { digits: 100, sign: '' },
    { digits: 100, sign: '-' },
  ])('an integer of $digits digits is still exact: $sign', ({ digits, sign }) => {
    const text = sign + '9'.repeat(digits);
    expect(encode(decode(text))).toBe(text);
  });

  test.each([101, 4_000_000])('an integer of %i digits, at once: to read it would take seconds', (digits) => {
    const refusal = new JsonError(`has an integer of ${digits} digits, and at most 100 are accepted`);
    for (const sign of ['', '-']) expect(() => decode(`{"a":[${sign}${'9'.repeat(digits)}]}`)).toThrow(refusal);
  });

  test('the cause is kept', () => {
    expect(() => decode('{')).toThrow(expect.objectContaining({ cause: expect.any(SyntaxError) }));
  });
});

describe('properties', () => {
  const integer64 = fc.oneof(
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }),
    fc.bigInt({ min: 2n ** 53n - 20n, max: 2n ** 53n + 20n }),
    fc.bigInt({ min: -(2n ** 53n) - 20n, max: -(2n ** 53n) + 20n }),
  );
  const key = fc.string().filter((text) => text !== '__proto__');
  const { document } = fc.letrec((tie) => ({
    document: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      integer64.map(exactInteger),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(null, true, false, '9223372036854775807', ', 12345678901234567'),
      fc.array(tie('document'), { maxLength: 5 }),
      fc.dictionary(key, tie('document'), { maxKeys: 5, noNullPrototype: true }),
    ),
  }));

  test('what is encoded is decoded as it was', () => {
    fc.assert(
      fc.property(document, fc.constantFrom(undefined, 1, 2), (value, space) => {
        expect(decode(encode(value, space))).toEqual(value);
      }),
      { numRuns: 1000 },
    );
  });

  test('what is decoded is encoded with the very digits of the source', () => {
    fc.assert(
      fc.property(fc.array(integer64, { minLength: 1 }), (values) => {
        const text = `{"list":[${values.join()}],"one":${values[0]}}`;
        expect(encode(decode(text))).toBe(text);
      }),
    );
  });

  test('the careful path decodes as the fast one', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        fc.pre(!text.includes('__proto__'));
        const careful = decode(`[1234567890123456789,${text}]`) as unknown[];
        expect(careful[1]).toEqual(decode(text));
        fc.pre(!/\d{16}/.test(text));
        expect(careful[1]).toEqual(JSON.parse(text));
      }),
    );
  });

  test('the smallest exact form: a number where it is safe, else a bigint', () => {
    fc.assert(
      fc.property(integer64, (value) => {
        const exact = exactInteger(value);
        expect(BigInt(exact)).toBe(value);
        const safe = value <= BigInt(Number.MAX_SAFE_INTEGER) && value >= BigInt(Number.MIN_SAFE_INTEGER);
        expect(typeof exact).toBe(safe ? 'number' : 'bigint');
      }),
    );
  });
});
