import { Histogram } from './histogram.ts';

/** How many seconds are kept. */
export const keptSeconds = 15 * 60;

interface Second {
  /** Since 1970. */
  readonly at: number;
  composed: number;
  failed: number;
  readonly durations: Histogram;
}

/** What ended within one step of time. */
export interface Step {
  /** Its begin, in seconds since 1970. */
  readonly at: number;
  /** A second, on average; undefined: it was before all that is known. */
  readonly composed: number | undefined;
  readonly failed: number | undefined;
  /** Of durations, in milliseconds; undefined: nothing ended. */
  readonly p50: number | undefined;
  readonly p95: number | undefined;
  readonly p99: number | undefined;
}

/** A step of which all is known. */
export interface Sum extends Step {
  readonly composed: number;
  readonly failed: number;
}

/** What has ended, second by second. */
export class Timeline {
  readonly #seconds: (Second | undefined)[] = Array.from({ length: keptSeconds });
  /** Before this second nothing is known, which is not to be taken for nothing that happened. */
  #knownSince = Number.POSITIVE_INFINITY;

  /** From then on all is told. */
  knowSince(atMs: number): void {
    this.#knownSince = Math.min(this.#knownSince, Math.floor(atMs / 1_000));
  }

  /** @param atMs when it ended. */
  record(atMs: number, outcome: { readonly failed: boolean; readonly durationMs: number | undefined }): void {
    const at = Math.floor(atMs / 1_000);
    const index = at % keptSeconds;
    const known = this.#seconds[index];
    // What is older than all that is kept would take the place of what is new.
    if (known !== undefined && known.at > at) return;
    const second = known?.at === at ? known : { at, composed: 0, failed: 0, durations: new Histogram() };
    this.#seconds[index] = second;
    this.knowSince(atMs);
    if (outcome.failed) second.failed += 1;
    else second.composed += 1;
    if (outcome.durationMs !== undefined) second.durations.add(outcome.durationMs);
  }

  /** Equal steps that end with the last whole second before now, the oldest first. */
  steps(nowMs: number, { seconds, step }: { readonly seconds: number; readonly step: number }): Step[] {
    // Steps begin at multiples of their length: what one holds does not change as time goes on.
    const end = Math.floor(nowMs / 1_000 / step) * step;
    const count = Math.ceil(seconds / step);
    return Array.from({ length: count }, (_, index) => this.#step(end - (count - index) * step, step));
  }

  /** All that ended within so many whole seconds before now, as one step. */
  recent(nowMs: number, seconds: number): Sum {
    return this.#sum(Math.floor(nowMs / 1_000) - seconds, seconds);
  }

  #step(at: number, length: number): Step {
    const step = this.#sum(at, length);
    return at + length <= this.#knownSince ? { ...step, composed: undefined, failed: undefined } : step;
  }

  #sum(at: number, length: number): Sum {
    const sum = { composed: 0, failed: 0, durations: new Histogram() };
    for (let second = at; second < at + length; second++) {
      const known = this.#seconds[((second % keptSeconds) + keptSeconds) % keptSeconds];
      if (known?.at !== second) continue;
      sum.composed += known.composed;
      sum.failed += known.failed;
      sum.durations.addAll(known.durations);
    }
    const { composed, failed, durations } = sum;
    const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => durations.percentile(share));
    return { at, composed: composed / length, failed: failed / length, p50, p95, p99 };
  }
}
