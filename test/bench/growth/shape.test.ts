import { describe, expect, it } from 'vitest';
import { knee, slopes, steepest } from './shape.ts';

const points = (y: (x: number) => number) => [1, 10, 100, 1_000].map((x) => ({ x, y: y(x) }));

describe('an exponent', () => {
  it.each([
    ['of a constant is 0', () => 5, 0],
    ['of what is in proportion is 1', (x: number) => 7 * x, 1],
    ['of a square is 2', (x: number) => 3 * x * x, 2],
  ])('%s', (_, y, exponent) => {
    for (const slope of slopes(points(y))) expect(slope.exponent).toBeCloseTo(exponent);
  });

  it('is told where it is largest', () => {
    expect(steepest(points((x) => (x < 50 ? 1 : x)))).toMatchObject({ from: 10, to: 100, exponent: 2 });
    expect(steepest([{ x: 1, y: 1 }])).toBeUndefined();
  });
});

it('the knee is where more gives less than a tenth more', () => {
  const speeds = [100, 900, 985, 1_000].map((y, at) => ({ x: 4 ** at, y }));
  expect(knee(speeds)).toEqual({ x: 4, y: 900 });
  expect(knee([])).toBeUndefined();
});
