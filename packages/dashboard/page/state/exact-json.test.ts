import { expect, it } from 'vitest';
import { parseExact, printExact } from './exact-json.ts';

it.each([
  '18446744073709551615',
  '{"storage":{"iops":18446744073709551615,"bps":9007199254740993}}',
  '[-9223372036854775808,1,0.5,1e-7]',
  '{"a":"\\u0000 \\"18446744073709551615\\"","b":null,"c":[true,{}]}',
])('%s is written as it was read', (text) => {
  expect(printExact(parseExact(text))).toBe(text);
});

it('what is no JSON is refused', () => {
  expect(() => parseExact('{')).toThrow(SyntaxError);
});
