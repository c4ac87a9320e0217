import type { Progress } from '../run-load.ts';
import { shownCount, shownMs, shownRate } from './numbers.ts';

/** How a run goes, on one line. */
export function progressLine({ sample, open, elapsedMs, durationMs }: Progress): string {
  const time = `${(elapsedMs / 1_000).toFixed(0)}/${(durationMs / 1_000).toFixed(0)} s`;
  if (sample === undefined) return `${time}  ${shownCount(open)} open`;
  const { asked, done, errors, seconds, p50, p99, measured } = sample;
  const rate = asked === undefined ? '' : `asked ${shownRate(asked)}/s  `;
  const warmUp = measured ? '' : '  (not measured)';
  return `${time}  ${rate}answers ${shownRate(done / seconds)}/s  p50 ${shownMs(p50)}  p99 ${shownMs(p99)}  errors ${shownCount(errors)}  open ${shownCount(open)}${warmUp}`;
}
