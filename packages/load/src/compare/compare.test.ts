import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparisonText } from '../report/comparison-text.ts';
import { type Comparable, readResult } from '../result/read-result.ts';
import { type Made, madeResult } from '../result/result.fixture.ts';
import { compare } from './compare.ts';
import { middle, resampled } from './resample.ts';

const runs = (...each: readonly Made[]): readonly Comparable[] =>
  each.map((made) => readResult(JSON.stringify(madeResult({ profile: 'constant:100/20s', ...made })), 'a'));

const verdicts = (before: readonly Comparable[], after: readonly Comparable[], tolerance = 0.05) =>
  Object.fromEntries(compare(before, after, { tolerance }).differences.map(({ name, verdict }) => [name, verdict]));

const everyFifth = (index: number) => (index % 5 === 0 ? ('overloaded' as const) : ('composed' as const));

describe('a comparison', () => {
  it.each<[string, Made, Partial<Record<string, string>>]>([
    [
      'of slower answers',
      { seed: 2, median: 13 },
      { 'p50 of a second': 'worse', 'answers/s': 'noise', errors: 'noise' },
    ],
    ['of quicker answers', { seed: 2, median: 8 }, { 'p50 of a second': 'better', 'p90 of a second': 'better' }],
    ['of errors', { seed: 2, ending: everyFifth }, { errors: 'worse', 'answers/s': 'worse' }],
    ['of runs that differ by chance', { seed: 2 }, { 'p50 of a second': 'noise', 'p90 of a second': 'noise' }],
  ])('%s', (_what, after, expected) => {
    expect(verdicts(runs({ seed: 1 }), runs(after))).toMatchObject(expected);
  });

  it('tolerates what it is told to', () => {
    const [before, after] = [runs({ seed: 1 }), runs({ seed: 2, median: 13 })];
    expect(compare(before, after, { tolerance: 0.05 }).worse).toBe(true);
    expect(compare(before, after, { tolerance: 0.5 }).worse).toBe(false);
  });

  it('never finds a change between a run and itself, and is the same each time', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const side = runs({ seed, profile: 'constant:20/10s' });
        const once = compare(side, side, { tolerance: 0 });
        expect(once.worse).toBe(false);
        expect(once.differences.every(({ verdict }) => verdict === 'noise' || verdict === 'unknown')).toBe(true);
        expect(compare(side, side, { tolerance: 0 })).toEqual(once);
      }),
      { numRuns: 5 },
    );
  });

  it('seldom takes chance for a change', () => {
    const seeds = Array.from({ length: 20 }, (_, index) => 100 + index);
    const alarms = seeds.filter((seed) => {
      const sides = [runs({ seed: 2 * seed }), runs({ seed: 2 * seed + 1 })] as const;
      return compare(...sides, { tolerance: 0 }).differences.some(
        ({ name, verdict }) => name.startsWith('p50') && verdict !== 'noise',
      );
    });
    expect(alarms.length).toBeLessThanOrEqual(4);
  });

  it('takes runs that differ from each other as noise, where one of them alone would be a change', () => {
    const [slow, quick] = [
      { seed: 1, median: 12 },
      { seed: 2, median: 9 },
    ];
    expect(verdicts(runs(slow), runs(quick))['p50 of a second']).toBe('better');
    const mixed = verdicts(runs(slow, quick, slow), runs(quick, slow, quick));
    expect(mixed['p50 of a second']).toBe('noise');
  });

  it('says what makes the sides hard to compare', () => {
    const { remarks } = compare(runs({}), runs({ profile: 'constant:90/5s' }), { tolerance: 0.05 });
    expect(remarks.join('; ')).toMatch(/they differ in load.*two or more on each side.*fewer than 10/);
    const ramp = runs({ profile: 'ramp:50..100/20s' });
    expect(compare(ramp, ramp, { tolerance: 0.05 }).remarks.join('; ')).toMatch(/the rate changed during a run/);
    expect(compare(runs({}, {}), runs({}, {}), { tolerance: 0.05 }).remarks).toEqual([]);
  });

  it('shows each figure, the change, and what it is', () => {
    const text = comparisonText(compare(runs({ seed: 1 }), runs({ seed: 2, median: 13 }), { tolerance: 0.05 }));
    expect(text).toMatch(/^p50 of a second +9\.\d+ ms|^p50 of a second +1\d\.\d ms/m);
    expect(text).toMatch(/worse, by more than is tolerated and by more than noise\n$/);
  });

  it.each(['', '{}', '[]', '{"format":"specline-load/2"}'])('refuses "%s"', (text) => {
    expect(() => readResult(text, 'a.json')).toThrow('a.json is no result of specline load --json');
  });
});

describe('what might have been', () => {
  it('is drawn from what was, as often on average, and as many', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 30 }), (values) => {
        const means = resampled(
          [values],
          (drawn) => {
            expect(drawn).toHaveLength(values.length);
            expect(drawn.every((value) => values.includes(value))).toBe(true);
            return drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
          },
          7,
        );
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        const [low, high] = middle(means);
        expect(low).toBeLessThanOrEqual(mean + 0.01);
        expect(high).toBeGreaterThanOrEqual(mean - 0.01);
      }),
      { numRuns: 20 },
    );
  });
});
