import { expect, it } from 'vitest';
import { isRefusal, problemIn } from './problem.ts';

it.each([
  ['{"code":"overloaded","detail":"come again"}', 429, { status: 429, code: 'overloaded', detail: 'come again' }],
  [
    '<html>Bad gateway</html>',
    502,
    { status: 502, code: 'unknown', detail: 'the answer is 502, and does not say why' },
  ],
  ['null', 500, { status: 500, code: 'unknown', detail: 'the answer is 500, and does not say why' }],
  ['{"code":7}', 500, { status: 500, code: 'unknown', detail: 'the answer is 500, and does not say why' }],
])('%s with %i', (text, status, problem) => {
  expect(problemIn(text, status)).toEqual(problem);
});

it.each([
  [401, true],
  [403, true],
  [404, false],
  [503, false],
])('%i is a refusal: %s', (status, expected) => {
  expect(isRefusal({ status, code: '', detail: '' })).toBe(expected);
});
