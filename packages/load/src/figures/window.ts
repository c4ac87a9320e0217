import { Latencies } from './latencies.ts';

/** What happened in one second, or in a few where a run is long. */
export interface Sample {
  /** Seconds from the run's beginning to its own. */
  readonly at: number;
  readonly seconds: number;
  readonly measured: boolean;
  /** Requests a second that were asked for; absent in a closed model. */
  readonly asked?: number;
  readonly sent: number;
  /** Answers, refusals too, that arrived in it. */
  readonly done: number;
  readonly errors: number;
  readonly open: number;
  /** Of the answers that arrived in it, in milliseconds. Null: there are too few to say. */
  readonly p50: number | null;
  readonly p90: number | null;
  readonly p99: number | null;
  readonly max: number | null;
}

/** The second that is under way. */
export class Window {
  readonly latencies = new Latencies();
  sent = 0;
  done = 0;
  errors = 0;

  /** What it was, and empty for the next one. */
  close(place: Pick<Sample, 'at' | 'seconds' | 'measured' | 'asked' | 'open'>): Sample {
    const { sent, done, errors, latencies } = this;
    const { p50, p90, p99, max } = latencies.summary();
    this.sent = this.done = this.errors = 0;
    latencies.reset();
    return { ...place, sent, done, errors, p50, p90, p99, max };
  }
}

/** However long a run is, it has about so many samples. */
const mostSamples = 3_600;

/** The whole seconds of each sample of a run of this length. */
export const secondsOfSample = (durationMs: number): number => Math.max(1, Math.ceil(durationMs / 1_000 / mostSamples));
