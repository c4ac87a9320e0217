import { type RequestRow, stateOf } from './request-row.ts';
import type { Timeline } from './timeline.ts';

/** What whoever is called at night looks at first. */
export interface Figures {
  /** Outcomes a second, of the last ten. */
  readonly rate: number;
  /** Of the outcomes of the last minute, from 0 to 1; undefined: there were none. */
  readonly failedShare: number | undefined;
  /** Of the last minute, in milliseconds. */
  readonly p50: number | undefined;
  readonly p95: number | undefined;
  readonly running: number;
  /** Running, but there was no sign for long. */
  readonly quiet: number;
}

export function figuresOf(timeline: Timeline, rows: readonly RequestRow[], now: number): Figures {
  const lately = timeline.recent(now, 10);
  const { composed, failed, p50, p95 } = timeline.recent(now, 60);
  const states = rows.filter(({ ended }) => ended === undefined).map((row) => stateOf(row, now));
  const quiet = states.filter((state) => state === 'quiet').length;
  return {
    rate: lately.composed + lately.failed,
    failedShare: composed + failed === 0 ? undefined : failed / (composed + failed),
    p50,
    p95,
    running: states.length - quiet,
    quiet,
  };
}
