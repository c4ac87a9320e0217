import { Recorder } from '../figures/recorder.ts';
import { chanceAt } from '../mix/chance.ts';
import { parseProfile } from '../profile/parse-profile.ts';
import { scheduleOf } from '../profile/schedule.ts';
import type { Ending } from '../target/answer.ts';
import { type LoadResult, resultFormat } from './load-result.ts';

export interface Made {
  readonly profile?: string;
  readonly seed?: number;
  /** Milliseconds of the median request. */
  readonly median?: number;
  /** What number `index` ends as. */
  readonly ending?: (index: number) => Ending;
  readonly system?: string;
  readonly remarks?: readonly string[];
}

/** A result of a run that never was: latencies spread around a median, as a seed decides. */
export function madeResult(made: Made = {}): LoadResult {
  const { profile = 'constant:100/10s', seed = 1, median = 10, ending = () => 'composed', remarks = [] } = made;
  const schedule = scheduleOf(parseProfile(profile), 1_000);
  const recorder = new Recorder({ phases: schedule.phases, rateAt: schedule.rateAt });
  const ends = Array.from({ length: schedule.total }, (_, index) => {
    const at = schedule.timeOf(index) ?? 0;
    return { index, at, done: at + median * 4 ** (chanceAt(seed, index, 0) - 0.5) };
  });
  const happenings = ends.flatMap(({ index, at, done }) => [
    { time: at, happens: () => recorder.sent(at, at + 0.1) },
    {
      time: done,
      happens: () => {
        const answer = { ending: ending(index), timings: { image: (done - at) / 2, total: done - at } };
        recorder.ended({ intended: at, sent: at + 0.1, done, answer, expected: undefined });
      },
    },
  ]);
  for (const { happens } of happenings.toSorted((left, right) => left.time - right.time)) happens();
  return {
    format: resultFormat,
    began: '2026-03-01T09:00:00.000Z',
    settings: { load: profile, system: made.system ?? 'in this process', path: 'create' },
    machine: {
      system: 'Linux',
      processor: 'any',
      processors: 2,
      memoryGiB: 8,
      loadBefore: 0.5,
      node: 'v24.0.0',
      specline: '0.1.0',
    },
    model: 'open',
    path: 'create',
    interrupted: false,
    generator: { sent: schedule.total, notSent: 0, endedAtMs: schedule.durationMs },
    remarks,
    ...recorder.recorded(schedule.durationMs),
  };
}
