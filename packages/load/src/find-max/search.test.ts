import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maximumText } from '../report/maximum-text.ts';
import { madeResult } from '../result/result.fixture.ts';
import { findMaximum, secondsFor } from './find-maximum.ts';
import { judge } from './judge.ts';
import { nextRate } from './search.ts';

const made = madeResult();

/** What a run of a system would give that is quick up to a rate, and slow above. */
const run =
  (capacity: (run: number) => number, tried: number[] = []) =>
  async (rate: number) => {
    const quick = rate <= capacity(tried.length);
    tried.push(rate);
    const latency = { ...made.total.latency, p99: quick ? 5 : 500 };
    return { ...made, total: { ...made.total, latency } };
  };

const options = { targetMs: 20, start: 50, highest: 100_000, signal: new AbortController().signal };

describe('the search for the highest rate', () => {
  it('finds it to a tenth, from below, in few runs, for any capacity', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 90_000 }), async (capacity) => {
        const tried: number[] = [];
        const { rate, confirmedBy, limitedBy } = await findMaximum({ ...options, run: run(() => capacity, tried) });
        expect(rate).toBeLessThanOrEqual(capacity);
        expect(rate).toBeGreaterThanOrEqual(Math.floor(capacity / 1.1) - 1);
        expect(confirmedBy).toBe(3);
        expect(limitedBy).toBe('latency');
        expect(tried.length).toBeLessThan(30);
      }),
    );
  });

  it('goes down where a rate cannot be confirmed', async () => {
    // The system gets slower while it is searched.
    const { rate, steps } = await findMaximum({ ...options, run: run((index) => (index < 8 ? 200 : 100)) });
    expect(rate).toBeLessThanOrEqual(100);
    expect(rate).toBeGreaterThan(70);
    expect(steps.filter((step) => step.confirms && step.met && step.rate === rate)).toHaveLength(3);
  });

  it('ends at its bound, and says that there may be more', async () => {
    const maximum = await findMaximum({ ...options, highest: 300, run: run(() => 1_000) });
    expect(maximum).toMatchObject({ rate: 300, limitedBy: 'bound', confirmedBy: 3 });
    expect(maximumText(maximum)).toContain('for --max-rate; the system may take one');
  });

  it('ends where no rate will do', async () => {
    const maximum = await findMaximum({ ...options, run: run(() => 0) });
    expect(maximum).toMatchObject({ rate: null, limitedBy: 'latency' });
    expect(maximumText(maximum)).toContain('no rate keeps to a p99 of 20.0 ms');
  });

  it('ends when it is asked to, without a finding', async () => {
    const ending = new AbortController();
    const maximum = await findMaximum({
      ...options,
      signal: ending.signal,
      run: async (rate) => {
        if (rate > 100) ending.abort();
        return run(() => 1_000)(rate);
      },
    });
    expect(maximum).toMatchObject({ rate: null, limitedBy: 'interruption' });
  });

  it('does not repeat itself, whatever it is told', () => {
    const rate = fc.double({ min: 1, max: 1e5, noNaN: true });
    fc.assert(
      fc.property(rate, rate, (one, other) => {
        const [met, missed] = [Math.min(one, other), Math.max(one, other)];
        const next = nextRate({ met, missed }, { start: 50, highest: 1e5 });
        if (next !== undefined) expect(next > met && next < missed).toBe(true);
      }),
    );
  });
});

it.each([
  [1, 30],
  [100, 20],
  [400, 5],
  [10_000, 5],
])('%i a second are run for %i seconds', (rate, seconds) => {
  expect(secondsFor(rate)).toBe(seconds);
});

describe('a run', () => {
  const { total } = made;
  const latency = (p99: number | null, max = 10) => ({ ...total, latency: { ...total.latency, p99, max } });
  it.each([
    ['that is quick', { total: latency(20) }, { met: true }],
    ['that is slow', { total: latency(20.1) }, { met: false, by: 'latency' }],
    ['with few answers, all quick', { total: latency(null, 20) }, { met: true }],
    ['with few answers, one slow', { total: latency(null, 21) }, { met: false, by: 'latency' }],
    ['with errors', { total: { ...latency(5), errors: 2 } }, { met: false, by: 'errors' }],
    ['with an error in a thousand', { total: { ...latency(5), errors: 1 } }, { met: true }],
    ['that could not be sent', { generator: { ...made.generator, notSent: 1 } }, { met: false, by: 'generator' }],
    ['that went out late and is slow', { total: latency(50), late: 51 }, { met: false, by: 'generator' }],
    ['that went out late and is quick all the same', { total: latency(5), late: 51 }, { met: true }],
  ])('%s', (_what, changed, verdict) => {
    expect(judge({ ...made, ...changed }, 20)).toEqual(verdict);
  });
});
