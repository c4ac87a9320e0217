import type { Kind, Subjects } from '@specline/contracts';
import type { Log } from '../log/log.ts';
import type { Messages } from '../messages.ts';
import { type Metrics, noMetrics } from '../metrics.ts';
import { noSpans, type Spans } from '../spans.ts';
import type { Worker } from '../worker.ts';
import { WorkDesk } from './work-desk.ts';

export interface RunWorkerOptions {
  readonly messages: Messages;
  readonly subjects: Subjects;
  readonly log: Log;
  readonly metrics?: Metrics;
  readonly spans?: Spans;
  /** Longest time for one job, in milliseconds. */
  readonly timeoutMs?: number;
  /** Bounds of the memory: above them a job is answered as overloaded at once. */
  readonly maximumOpen?: number;
  readonly maximumOpenBytes?: number;
  /** How long a stop waits for open jobs before it aborts them, in milliseconds. */
  readonly stopGraceMs?: number;
}

export interface RunningWorker {
  /** Takes no more work and resolves when all open jobs are answered. */
  stop(): Promise<void>;
}

const defaults = {
  metrics: noMetrics,
  spans: noSpans,
  timeoutMs: 10_000,
  maximumOpen: 16_384,
  maximumOpenBytes: 256 * 1024 * 1024,
  stopGraceMs: 5_000,
} as const;

/** Runs a worker as one of its kind's queue group. */
export function runWorker<K extends Kind>(worker: Worker<K>, options: RunWorkerOptions): RunningWorker {
  const { messages, subjects, log, stopGraceMs } = { ...defaults, ...options };
  const { kind } = worker.kind;
  const desk = new WorkDesk(worker, { ...defaults, ...options });
  const subscription = messages.subscribe(subjects.work(kind), (message) => desk.take(message), { queue: kind });
  log.note('worker started', { kind, subject: subjects.work(kind) });
  return {
    async stop() {
      await subscription.drain();
      await desk.clear(stopGraceMs);
      await messages.flush().catch((error: unknown) => log.failure('last answers may be lost', error, { kind }));
      log.note('worker stopped', { kind });
    },
  };
}
