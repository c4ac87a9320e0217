import { describe, expect, it } from 'vitest';
import { median, percentile, spread } from './statistics.ts';

describe('percentile', () => {
  it.each([
    [[7], 0.5, 7],
    [[1, 2, 3, 4], 0.5, 2],
    [[1, 2, 3, 4], 0.99, 4],
    [[1, 2, 3, 4], 0.25, 1],
    [Array.from({ length: 100 }, (_, n) => n + 1), 0.99, 99],
    [[1, 2], 0, 1],
    [[1, 2], 1, 2],
    [[], 0.5, Number.NaN],
  ])('of %j at %d is %d', (sorted, part, expected) => {
    expect(percentile(sorted, part)).toBe(expected);
  });
});

describe('median', () => {
  it.each([
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[10, 9], 9.5],
    [[], Number.NaN],
  ])('of %j is %d', (numbers, expected) => {
    expect(median(numbers)).toBe(expected);
  });
});

it('spread tells the middle and where the middle half lies, in any order', () => {
  expect(spread([9, 1, 8, 2, 7, 3, 6, 4, 5])).toEqual({ median: 5, low: 3, high: 7 });
  expect(spread([4, 1, 3, 2])).toEqual({ median: 2.5, low: 1.75, high: 3.25 });
  expect(spread([5])).toEqual({ median: 5, low: 5, high: 5 });
});
