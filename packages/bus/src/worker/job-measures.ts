import { type ErrorCode, errorCodes, type Kind } from '@specline/contracts';
import type { Metrics, Observe } from '../metrics.ts';

/** What became of a job: a decision without errors, or its first error. */
export type JobResult = 'ok' | ErrorCode;

const results: readonly JobResult[] = ['ok', ...errorCodes];

interface About {
  readonly kind: Kind;
  /** Jobs in hand. */
  readonly open: () => number;
}

/** What one worker counts and tells of its jobs. */
export class JobMeasures {
  /** Messages that could not be read or answered. */
  unreadable = 0;
  readonly #results = Object.fromEntries(results.map((result) => [result, 0])) as Record<JobResult, number>;
  readonly #observe: Observe;

  constructor(metrics: Metrics, { kind, open }: About) {
    this.#observe = metrics.durations('specline_job_duration_seconds', { kind });
    metrics.tell('specline_jobs_open', { kind }, open);
    metrics.tell('specline_work_unreadable_total', { kind }, () => this.unreadable);
    for (const result of results) metrics.tell('specline_jobs_total', { kind, result }, () => this.#results[result]);
  }

  answered(result: JobResult, durationMs: number): void {
    this.#results[result] += 1;
    this.#observe(durationMs / 1_000);
  }
}
