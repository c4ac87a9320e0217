import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latencyScale, linearScale, percentScale, timeScale } from './scale.ts';

const labels = (scale: ReturnType<typeof linearScale>): string[] => scale.ticks.map(({ label }) => label);

describe('an axis', () => {
  it.each([
    ['of a count', linearScale(97), ['0', '50', '100']],
    ['of a small count', linearScale(4), ['0', '1', '2', '3', '4']],
    ['of near latencies', latencyScale([3, 11]), ['0', '5 ms', '10 ms', '15 ms']],
    ['of far latencies', latencyScale([0.5, 1_500]), ['0.1 ms', '1 ms', '10 ms', '100 ms', '1 s', '10 s']],
    ['of seconds', timeScale(22), ['0 s', '5 s', '10 s', '15 s', '20 s']],
    ['of minutes', timeScale(900), ['0 min', '5 min', '10 min', '15 min']],
    ['of percentiles', percentScale(99.9), ['50%', '90%', '99%', '99.9%']],
  ])('%s has round marks', (_what, scale, expected) => {
    expect(labels(scale)).toEqual(expected);
  });

  it('has all values and marks within it, in their order', () => {
    const values = fc.array(fc.double({ min: 0.001, max: 3_600_000, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(values, (list) => {
        for (const scale of [latencyScale(list), linearScale(Math.max(...list))]) {
          const sorted = list.toSorted((a, b) => a - b).map((value) => scale.at(value));
          expect(
            sorted.every((at, index) => at >= -1e-9 && at <= 1 + 1e-9 && at >= (sorted[index - 1] ?? 0) - 1e-9),
          ).toBe(true);
          expect(scale.ticks.every(({ at }) => at >= 0 && at <= 1 + 1e-9)).toBe(true);
          expect(scale.ticks.length).toBeLessThanOrEqual(12);
        }
      }),
    );
  });

  it('goes from percentile to percentile by their nines, and has the maximum at its end', () => {
    const { at } = percentScale(99.9);
    expect(at(99.9) - at(99)).toBeCloseTo(at(99) - at(90), 6);
    expect(at(100)).toBe(1);
  });
});
