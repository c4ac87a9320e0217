import { expect, it } from 'vitest';
import { waterfall } from './waterfall.ts';

it.each([
  [
    'of a composition',
    true,
    { a: 3, b: 5, total: 6 },
    [
      [0, 3],
      [0, 5],
      [5, 6],
    ],
    6,
  ],
  [
    'of a failure, which nothing is composed of',
    false,
    { a: 3, b: 5, total: 6 },
    [
      [0, 3],
      [0, 5],
    ],
    6,
  ],
  [
    'of one that is not over',
    false,
    { a: 3 },
    [
      [0, 3],
      [0, undefined],
    ],
    3,
  ],
  [
    'of one that lacks a part',
    false,
    { a: 3, total: 100 },
    [
      [0, 3],
      [0, undefined],
    ],
    100,
  ],
  [
    'where only the whole is known',
    true,
    { total: 6 },
    [
      [0, undefined],
      [0, undefined],
    ],
    6,
  ],
  [
    'where nothing is known',
    false,
    {},
    [
      [0, undefined],
      [0, undefined],
    ],
    0,
  ],
  [
    'by clocks that differ',
    true,
    { a: 7, b: 1, total: 6 },
    [
      [0, 7],
      [0, 1],
      [7, 6],
    ],
    7,
  ],
])('the waterfall %s', (_of, composed, timings, bars, totalMs) => {
  const made = waterfall(['a', 'b'], { composed, timings });
  expect(made.bars.map(({ from, to }) => [from, to])).toEqual(bars);
  expect(made.bars.map(({ name }) => name)).toEqual(['a', 'b', 'compose'].slice(0, bars.length));
  expect(made.totalMs).toBe(totalMs);
});
