import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Latencies } from './latencies.ts';

const of = (list: readonly number[]): Latencies => {
  const latencies = new Latencies();
  for (const ms of list) latencies.record(ms);
  return latencies;
};

/** The value at a percentile of a sorted list, by its definition: the first that so many do not exceed. */
const exact = (list: readonly number[], percent: number): number =>
  [...list].sort((a, b) => a - b)[Math.max(0, Math.ceil((list.length * percent) / 100 - 1e-9) - 1)] ?? Number.NaN;

const lists = fc.array(fc.double({ min: 0.01, max: 60_000, noNaN: true }), { minLength: 1, maxLength: 400 });
/** One in a thousand, and the microsecond that it is rounded to. */
const near = (actual: number | null, expected: number): void => {
  expect(Math.abs((actual ?? Number.NaN) - expected)).toBeLessThanOrEqual(expected * 0.001 + 0.0011);
};

describe('latencies', () => {
  it('give each percentile to one in a thousand, and the maximum exactly', () => {
    fc.assert(
      fc.property(lists, (list) => {
        const latencies = of(list);
        for (const percent of [50, 75, 90, 95, 99]) {
          const told = latencies.at(percent);
          if (told === null) expect(list.length * (100 - percent)).toBeLessThan(100);
          else near(told, exact(list, percent));
        }
        const { mean, max, count } = latencies.summary();
        expect(count).toBe(list.length);
        near(mean, list.reduce((sum, ms) => sum + ms, 0) / list.length);
        near(max, Math.max(...list));
      }),
    );
  });

  it('of several are those of all together', () => {
    fc.assert(
      fc.property(lists, lists, (left, right) => {
        const both = of(left);
        both.add(of(right));
        const { mean, ...rest } = both.summary();
        const { mean: meanOfAll, ...restOfAll } = of([...left, ...right]).summary();
        expect(rest).toEqual(restOfAll);
        near(mean, meanOfAll ?? Number.NaN);
      }),
    );
  });

  it.each([
    ['p50', 1, 2],
    ['p99', 99, 100],
    ['p999', 999, 1_000],
    ['p9999', 9_999, 10_000],
  ] as const)('say nothing of %s with %i of them, and something with %i', (name, few, enough) => {
    const some = (count: number) => of(Array.from({ length: count }, (_, index) => index + 1)).summary()[name];
    expect(some(few)).toBeNull();
    expect(some(enough)).not.toBeNull();
  });

  it('say nothing where there are none', () => {
    expect(of([]).summary()).toMatchObject({ count: 0, mean: null, min: null, p50: null, max: null });
    expect(of([]).curve()).toEqual([]);
  });

  it('are empty after a reset', () => {
    const latencies = of([5, 6]);
    latencies.reset();
    latencies.record(1);
    expect(latencies.summary()).toMatchObject({ count: 1, mean: 1, max: 1 });
  });

  it('count what takes longer than an hour as that, and keep its maximum', () => {
    expect(of([5_000_000, 5_000_000]).summary()).toMatchObject({ count: 2, max: 5_000_000 });
  });

  it('have a curve that rises to the maximum', () => {
    const curve = of(Array.from({ length: 1_000 }, (_, index) => index + 1)).curve();
    expect(curve.at(-1)).toEqual({ percent: 100, ms: 1_000 });
    expect(curve.every(({ ms }, index) => ms >= (curve[index - 1]?.ms ?? 0))).toBe(true);
    expect(curve.some(({ percent }) => percent === 99.9)).toBe(true);
    expect(curve.some(({ percent }) => percent === 99.95)).toBe(false);
  });
});
