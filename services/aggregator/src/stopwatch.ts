import { performance } from 'node:perf_hooks';

/** Milliseconds from receipt. */
export type Timings = Readonly<Record<string, number>>;

/** Measures one request, in milliseconds of monotonic time from its receipt. */
export class Stopwatch {
  readonly #start = performance.now();
  readonly #laps: Record<string, number> = {};

  /** To the microsecond. */
  elapsed(): number {
    return Math.round((performance.now() - this.#start) * 1000) / 1000;
  }

  lap(name: string, elapsedMs: number): void {
    this.#laps[name] = elapsedMs;
  }

  /** The laps, and the time so far as their total. */
  timings(): Timings {
    return { ...this.#laps, total: this.elapsed() };
  }
}
