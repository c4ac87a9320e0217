import { encode, type Job, type Kind, type PartialError, type SliceOf, stepOrder, validate } from '@specline/contracts';
import type { z } from 'zod';
import type { Log } from '../log/log.ts';
import type { FinishedSpan, Spans } from '../spans.ts';
import type { Worker, WorkerAnswer } from '../worker.ts';
import { partialsFrame } from './answers.ts';
import type { Expiry } from './expiry.ts';
import { errorsOf, isUnexpected, type JobFailure, tooLargePartial } from './failures.ts';
import type { JobMeasures, JobResult } from './job-measures.ts';

interface Surroundings {
  readonly expiry: Expiry;
  readonly log: Log;
  readonly maximumBytes: number;
  readonly measures: Pick<JobMeasures, 'answered'>;
  readonly spans: Spans;
}

/** Does one job of a worker; gives its partial as JSON, whatever happens. */
export async function runJob<K extends Kind>(worker: Worker<K>, job: Job, around: Surroundings): Promise<string> {
  const { kind } = worker.kind;
  const started = performance.now();
  const { request, traceparent } = job;
  const fields = { kind, request, traceparent, job: job.job };
  let result: JobResult = 'ok';
  try {
    const answer = await around.expiry.race(decide(worker, job, around.expiry.signal));
    result = answer.errors[0]?.code ?? 'ok';
    return fittingPartial(job, kind, answer, around.maximumBytes);
  } catch (error) {
    if (isUnexpected(error)) around.log.failure('worker failed unexpectedly', error, fields);
    const errors = errorsOf(error, kind);
    result = errors[0]?.code ?? 'system';
    return failedPartial(job, kind, errors);
  } finally {
    const durationMs = performance.now() - started;
    around.measures.answered(result, durationMs);
    if (around.spans.wanted) around.spans.record(spanOf(job, { kind, result, startMs: started }));
    if (around.log.detailed) around.log.detail('job answered', { ...fields, durationMs });
  }
}

interface Ended {
  readonly kind: Kind;
  readonly result: JobResult;
  readonly startMs: number;
}

const spanOf = ({ job, request, traceparent, minRevision }: Job, { kind, result, startMs }: Ended): FinishedSpan => ({
  name: `work.${kind}`,
  parent: traceparent,
  startMs,
  names: { kind, request, job, revision: minRevision },
  failed: result === 'ok' ? undefined : result,
});

async function decide<K extends Kind>(worker: Worker<K>, job: Job, signal: AbortSignal): Promise<WorkerAnswer<K>> {
  // The compiler does not follow the catalog's entry to the slice that it infers from the same entry.
  const schema = worker.kind.slice as z.ZodType as z.ZodType<SliceOf<K>>;
  return worker.resolve(validate(schema, job.slice, 'slice'), { signal, atLeast: job.minRevision });
}

const decidedPartial = (job: Job, kind: Kind, { revision, facts, errors, warnings }: WorkerAnswer<Kind>): string =>
  encode({ job: job.job, kind, revision, facts, errors, warnings });

/** The partial of a job without a decision. Its revision is the one asked for, lest it be asked again for that. */
export const failedPartial = (job: Job, kind: Kind, errors: readonly PartialError[]): string =>
  encode({ job: job.job, kind, revision: job.minRevision, errors, warnings: [] });

/**
 * The partial of a decision, in a message. Of more errors than fit it has the first ones, which the others must not hide.
 *
 * @throws JobFailure for a decision that no message can carry.
 */
function fittingPartial(job: Job, kind: Kind, answer: WorkerAnswer<Kind>, maximumBytes: number): string {
  const partial = decidedPartial(job, kind, answer);
  const bytes = sizeOf(partial);
  if (bytes <= maximumBytes) return partial;
  const reason = tooLargePartial(kind, bytes, maximumBytes);
  const shorter = decidedPartial(job, kind, withFewErrors(answer, reason));
  if (sizeOf(shorter) <= maximumBytes) return shorter;
  throw reason;
}

const sizeOf = (partial: string): number => Buffer.byteLength(partialsFrame(partial));

const keptErrors = 20;

/** Behind the errors that stay, the reason why there are no more: it counts wherever those that went would have. */
function withFewErrors(answer: WorkerAnswer<Kind>, { code, words }: JobFailure): WorkerAnswer<Kind> {
  const errors = answer.errors.slice(0, keptErrors);
  const seq = errors.at(-1)?.seq ?? stepOrder.worker;
  return { ...answer, errors: [...errors, { seq, code, ...words }], warnings: answer.warnings.slice(0, keptErrors) };
}
