import { lateAfterMs, type Recorded } from '../figures/recorder.ts';
import type { Generated } from '../generator/generator.ts';

interface Told {
  readonly recorded: Recorded;
  readonly generated: Generated;
  readonly interrupted: boolean;
  readonly model: 'open' | 'closed';
  readonly embedded: boolean;
}

/** More late requests than this share, and the figures are those of the generator. */
const tooManyLate = 0.01;
/** As much of the median latency may be the generator's own lateness. */
const tooMuchOwn = 0.1;

/** What a reader must know before the figures: whatever makes them less than they seem. */
export function remarksOf({ recorded, generated, interrupted, model, embedded }: Told): readonly string[] {
  const { total, late, lateness, wrong, endings } = recorded;
  const unanswered = endings.find(({ ending }) => ending === 'unanswered')?.count ?? 0;
  const own = (lateness.p50 ?? 0) / (total.latency.p50 ?? Number.POSITIVE_INFINITY);
  const remarks: readonly (readonly [boolean, string])[] = [
    [interrupted, 'ended early, on demand: the figures are those of the time so far'],
    [total.latency.count === 0, 'nothing was measured'],
    [
      generated.notSent > 0,
      `the generator fell behind: ${generated.notSent} requests were due and never sent; the rate was not reached`,
    ],
    [
      late > total.sent * tooManyLate,
      `${late} of ${total.sent} requests went out more than ${lateAfterMs} ms late; their latency counts from when they were due`,
    ],
    [own > tooMuchOwn, `${Math.round(own * 100)} % of the median latency is the generator's own lateness`],
    [wrong > 0, `${wrong} answers are other than they must be: refused instead of composed, or the other way round`],
    [unanswered > 0, `${unanswered} requests had no answer in time; they count with the time that was waited for them`],
    [model === 'closed', 'closed model: while the system is slow it is asked less, which makes latencies look better'],
    [embedded, 'the system ran in this process, where it shares one thread with the generator'],
  ];
  return remarks.flatMap(([applies, text]) => (applies ? [text] : []));
}
