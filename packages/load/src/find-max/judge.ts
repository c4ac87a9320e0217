import type { LoadResult } from '../result/load-result.ts';

/** Whether a run met the target, and if not, why. */
export interface Verdict {
  readonly met: boolean;
  /** Who held it back; absent where it was met. */
  readonly by?: 'latency' | 'errors' | 'generator';
}

/** A run with more errors than this share does not count, however quick its answers are. */
const errorsAllowed = 0.001;
/** Of requests that go out late, more than this share, and it is the generator that is measured. */
const lateAllowed = 0.05;

type Judged = Pick<LoadResult, 'total' | 'late' | 'generator'>;

/** Holds a run against the target. A run with too few answers for a p99 has missed it if any answer has. */
export function judge({ total, late, generator }: Judged, targetMs: number): Verdict {
  const { latency, errors, sent } = total;
  const p99 = latency.p99 ?? latency.max;
  const isQuick = p99 !== null && p99 <= targetMs;
  const isSound = errors <= sent * errorsAllowed;
  const isSent = generator.notSent === 0;
  if (isQuick && isSound && isSent) return { met: true };
  const isGenerators = !isSent || (late > sent * lateAllowed && isSound);
  return { met: false, by: isGenerators ? 'generator' : isSound ? 'latency' : 'errors' };
}
