import { describe, expect, it } from 'vitest';
import { closedPhases } from '../profile/phase.ts';
import type { Ending } from '../target/answer.ts';
import { Recorder } from './recorder.ts';

const recorder = (): Recorder => new Recorder({ phases: closedPhases('steady', 1_000, 2_000), rateAt: () => 100 });

interface Sent {
  readonly at: number;
  readonly late?: number;
  readonly takes?: number;
  readonly ending?: Ending;
  readonly expected?: string;
}

/** A request of a known fate. */
function happen(to: Recorder, { at, late = 0, takes = 10, ending = 'composed', expected }: Sent): void {
  to.sent(at, at + late);
  const timings = ending === 'composed' ? { total: takes / 2 } : {};
  to.ended({ intended: at, sent: at + late, done: at + late + takes, answer: { ending, timings }, expected });
}

describe('a recorder', () => {
  it('counts latency from when a request was meant to be sent', () => {
    const run = recorder();
    happen(run, { at: 1_500, late: 990, takes: 10 });
    expect(run.recorded(3_000)).toMatchObject({ late: 1, total: { latency: { max: 1_000 } }, lateness: { max: 990 } });
  });

  it('leaves warm-up out of the figures and in the samples', () => {
    const run = recorder();
    for (const at of [0, 500, 1_000, 2_500]) happen(run, { at });
    const { total, phases, samples } = run.recorded(3_000);
    expect(total).toMatchObject({ sent: 2, done: 2, seconds: 2, donePerSecond: 1 });
    expect(phases.map(({ name }) => name)).toEqual(['steady']);
    expect(samples.map(({ sent, measured }) => [sent, measured])).toEqual([
      [2, false],
      [1, true],
      [1, true],
      [0, false],
    ]);
  });

  it.each<[Ending, boolean, boolean]>([
    ['composed', false, true],
    ['not-found', false, true],
    ['deadline', true, true],
    ['unanswered', true, true],
    ['unreadable', true, true],
    ['overloaded', true, false],
    ['unavailable', true, false],
  ])('takes %s for an error: %s; counts its time: %s', (ending, isError, counts) => {
    const run = recorder();
    happen(run, { at: 1_500, ending });
    const { total, endings } = run.recorded(3_000);
    expect(total).toMatchObject({ done: isError ? 0 : 1, errors: isError ? 1 : 0, latency: { count: counts ? 1 : 0 } });
    expect(endings).toEqual([{ ending, count: 1 }]);
  });

  it('counts answers other than they must be; an error is none', () => {
    const run = recorder();
    happen(run, { at: 1_100, ending: 'not-found', expected: 'composed' });
    happen(run, { at: 1_200, ending: 'composed', expected: 'not-found' });
    happen(run, { at: 1_300, ending: 'not-found', expected: 'not-found' });
    happen(run, { at: 1_400, ending: 'overloaded', expected: 'composed' });
    expect(run.recorded(3_000).wrong).toBe(2);
  });

  it('counts who waited in vain with the time that it waited', () => {
    const run = recorder();
    run.sent(1_000, 1_000);
    run.abandoned(1_000, 8_000);
    expect(run.recorded(3_000).total).toMatchObject({ sent: 1, errors: 1, latency: { count: 1, max: 7_000 } });
  });

  it('has the figures of the time so far where it is ended early', () => {
    const run = recorder();
    for (const at of [1_000, 1_200, 1_400]) happen(run, { at });
    const { total, samples } = run.recorded(1_500);
    expect(total).toMatchObject({ done: 3, seconds: 0.5, donePerSecond: 6 });
    expect(samples.filter(({ measured }) => measured)).toEqual([]);
  });

  it('keeps some thousand samples of the longest run', () => {
    const day = 24 * 3_600_000;
    const run = new Recorder({ phases: closedPhases('day', 0, day) });
    happen(run, { at: day - 100 });
    const { samples } = run.recorded(day);
    expect(samples.length).toBeLessThan(3_700);
    expect(samples[0]?.seconds).toBe(24);
  });
});
