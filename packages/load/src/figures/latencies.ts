import { createHistogram } from 'node:perf_hooks';

/** What is told of many latencies, in milliseconds. Null: there are too few to say. */
export interface Percentiles {
  readonly count: number;
  readonly mean: number | null;
  readonly min: number | null;
  readonly p50: number | null;
  readonly p75: number | null;
  readonly p90: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  readonly p999: number | null;
  readonly p9999: number | null;
  readonly max: number | null;
}

/** Microseconds of an hour: what took longer counts as that. */
const longest = 3_600_000_000;

/** Three digits are exact: 1.234 s and 1.235 s differ. A histogram of Node's own takes 180 KB, whatever is in it. */
const figures = 3;

/** Latencies as an HDR histogram of microseconds; memory does not grow with their number. */
export class Latencies {
  readonly #histogram = createHistogram({ lowest: 1, highest: longest, figures });
  #sumMs = 0;
  #maximumMs = 0;

  get count(): number {
    return this.#histogram.count;
  }

  /** The longest, exact. */
  get maximumMs(): number {
    return this.#maximumMs;
  }

  record(ms: number): void {
    this.#histogram.record(Math.min(longest, Math.max(1, Math.round(ms * 1_000))));
    this.#sumMs += ms;
    this.#maximumMs = Math.max(this.#maximumMs, ms);
  }

  /** Takes those of another in. */
  add(other: Latencies): void {
    this.#histogram.add(other.#histogram);
    this.#sumMs += other.#sumMs;
    this.#maximumMs = Math.max(this.#maximumMs, other.#maximumMs);
  }

  reset(): void {
    this.#histogram.reset();
    this.#sumMs = 0;
    this.#maximumMs = 0;
  }

  /** The latency that `percent` of all do not exceed. Null where fewer than one of all is beyond it: it would be the maximum. */
  at(percent: number): number | null {
    const { count } = this;
    if (count === 0 || count * (100 - percent) < 100 - 1e-6) return null;
    // Node takes the nearest rank; a percentile is the first value that at least so many do not exceed.
    const rank = Math.ceil((count * percent) / 100 - 1e-9);
    return Math.min(this.#maximumMs, this.#histogram.percentile((100 * rank) / count) / 1_000);
  }

  summary(): Percentiles {
    const { count } = this;
    const some = count > 0;
    return {
      count,
      mean: some ? rounded(this.#sumMs / count) : null,
      min: some ? Math.min(this.#maximumMs, this.#histogram.min / 1_000) : null,
      p50: this.at(50),
      p75: this.at(75),
      p90: this.at(90),
      p95: this.at(95),
      p99: this.at(99),
      p999: this.at(99.9),
      p9999: this.at(99.99),
      max: some ? rounded(this.#maximumMs) : null,
    };
  }

  /** Points of the curve of percentiles, up to the last one that there are enough latencies for, and the maximum. */
  curve(): readonly CurvePoint[] {
    const points = curvePercents.flatMap((percent) => {
      const ms = this.at(percent);
      return ms === null ? [] : [{ percent, ms }];
    });
    return this.count === 0 ? [] : [...points, { percent: 100, ms: rounded(this.#maximumMs) }];
  }
}

export interface CurvePoint {
  readonly percent: number;
  readonly ms: number;
}

const nines = [90, 92.5, 95, 96, 97, 98, 98.5, 99, 99.25, 99.5, 99.75, 99.9, 99.95, 99.975, 99.99, 99.995, 99.999];
const curvePercents = [1, 5, 10, 20, 30, 40, 50, 60, 70, 75, 80, 85, ...nines];

const rounded = (ms: number): number => Math.round(ms * 1_000) / 1_000;
