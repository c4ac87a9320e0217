import { describe, expect, it } from 'vitest';
import { Histogram } from './histogram.ts';
import { keptSeconds, Timeline } from './timeline.ts';

const begin = 1_800_000_000;

describe('percentiles', () => {
  it.each([
    ['of nothing', [], 0.5, undefined],
    ['of one', [10], 0.99, 10],
    ['the middle', [1, 2, 3, 4, 5], 0.5, 3],
    ['the last', [1, 2, 3, 4, 1_000], 0.99, 1_000],
    ['of what is too short to tell', [0, 0.01], 0.5, 0.1],
    ['of many equal ones', Array.from({ length: 10_000 }, () => 42), 0.95, 42],
  ])('%s', (_what, durations, share, expected) => {
    const histogram = new Histogram();
    for (const duration of durations) histogram.add(duration);
    const found = histogram.percentile(share);
    if (expected === undefined) expect(found).toBeUndefined();
    else expect(Math.abs((found ?? 0) / expected - 1)).toBeLessThan(0.051);
  });

  it('what is longer than all bins is in the last', () => {
    const histogram = new Histogram();
    histogram.add(1e9);
    expect(histogram.percentile(0.5)).toBeGreaterThan(99_000);
  });
});

describe('the timeline', () => {
  function timeline(ended: readonly (readonly [second: number, durationMs: number, failed?: boolean])[]): Timeline {
    const made = new Timeline();
    for (const [second, durationMs, failed = false] of ended)
      made.record((begin + second) * 1_000 + 500, { failed, durationMs });
    return made;
  }

  it('has what ended in each second, the last whole one last', () => {
    const steps = timeline([
      [0, 1],
      [0, 1],
      [1, 1, true],
      [3, 1],
    ]).steps((begin + 3) * 1_000, { seconds: 3, step: 1 });
    expect(steps.map(({ at, composed, failed }) => [at - begin, composed, failed])).toEqual([
      [0, 2, 0],
      [1, 0, 1],
      [2, 0, 0],
    ]);
    expect(steps[2]?.p95).toBeUndefined();
  });

  it('has a second on average where a step is longer, and the durations of all of it', () => {
    const steps = timeline([
      [0, 1],
      [4, 100],
    ]).steps((begin + 9) * 1_000, { seconds: 5, step: 5 });
    expect(steps).toMatchObject([{ at: begin, composed: 0.4, failed: 0 }]);
    expect(steps[0]?.p50).toBeLessThan(1.1);
    expect(steps[0]?.p99).toBeGreaterThan(95);
  });

  it.each([
    ['a second of the time before that is over', 0, keptSeconds, [[keptSeconds, 1]]],
    ['nothing that is older than all that is kept', keptSeconds, 0, [[keptSeconds, 1]]],
  ])('keeps %s', (_what, first, second, expected) => {
    const steps = timeline([
      [first, 1],
      [second, 1],
    ]).steps((begin + keptSeconds + 1) * 1_000, { seconds: 60, step: 1 });
    expect(steps.filter(({ composed = 0 }) => composed > 0).map(({ at, composed }) => [at - begin, composed])).toEqual(
      expected,
    );
  });

  it('does not take what it does not know for nothing', () => {
    const composed = (made: Timeline) =>
      made.steps((begin + 4) * 1_000, { seconds: 4, step: 1 }).map((step) => step.composed);
    expect(composed(timeline([[2, 1]]))).toEqual([undefined, undefined, 1, 0]);
    expect(composed(new Timeline())).toEqual([undefined, undefined, undefined, undefined]);
    const begun = new Timeline();
    begun.knowSince((begin + 3) * 1_000);
    expect(composed(begun)).toEqual([undefined, undefined, undefined, 0]);
    begun.knowSince((begin + 9) * 1_000);
    expect(composed(begun)).toEqual([undefined, undefined, undefined, 0]);
  });

  it('sums up what was lately', () => {
    const { composed, failed } = timeline([
      [0, 1],
      [1, 1, true],
      [9, 1],
    ]).recent((begin + 10) * 1_000, 10);
    expect([composed, failed]).toEqual([0.2, 0.1]);
  });
});
