import { type Log, type Messages, MessageTooLarge } from '@specline/bus';
import { batchLimits, encode, type Job, type Kind, type Subjects } from '@specline/contracts';
import type { Turn } from './turn.ts';

/** What a work message has around its jobs, and a job has around itself. */
const envelopeBytes = '{"jobs":[]}'.length;
const separatorBytes = ','.length;

interface Waiting {
  jobs: string[];
  bytes: number;
}

/** Where work leaves the aggregator. Both ways throw MessageTooLarge where the broker would refuse the job. */
export interface Outbox {
  /** Sends a job with others of its kind that are asked for in the same turn of the event loop. */
  readonly send: (kind: Kind, job: Job) => void;
  /** Sends a job in a message of its own, so that one that kills its worker takes no others with it. */
  readonly sendAlone: (kind: Kind, job: Job) => void;
}

export interface OutboxOptions {
  readonly messages: Messages;
  readonly turn: Turn;
  readonly subjects: Subjects;
  readonly instance: string;
  readonly log: Log;
}

/**
 * Gathers jobs into work messages of at most 64 jobs and 256 KiB, or less where the broker takes less. A message leaves
 * with the turn of the event loop in which its first job came, so that an idle system waits for nothing.
 */
export function outbox({ messages, subjects, instance, log, turn }: OutboxOptions): Outbox {
  const waiting = new Map<Kind, Waiting>();
  let batch = 0;

  const publish = (kind: Kind, jobs: readonly string[]): void => {
    batch += 1;
    const reply = subjects.partial(kind, instance, String(batch));
    messages.publish(subjects.work(kind), `{"jobs":[${jobs.join(',')}]}`, { reply });
  };
  const flush = (kind: Kind): void => {
    const { jobs } = waiting.get(kind) ?? { jobs: [] };
    waiting.delete(kind);
    if (jobs.length === 0) return;
    try {
      publish(kind, jobs);
    } catch (error) {
      // Their requests are reminded of them, each job then alone.
      log.failure('work not sent', error, { kind, count: jobs.length });
    }
  };
  const gather = (kind: Kind, { text, bytes }: Sized): void => {
    if (overflows(waiting.get(kind), bytes, messages.maximumBytes)) flush(kind);
    const open = waiting.get(kind);
    if (open === undefined) {
      waiting.set(kind, { jobs: [text], bytes: envelopeBytes + bytes });
      turn.atEnd(() => flush(kind));
    } else {
      open.jobs.push(text);
      open.bytes += separatorBytes + bytes;
    }
  };
  return {
    send: (kind, job) => gather(kind, sized(job, messages.maximumBytes)),
    sendAlone: (kind, job) => publish(kind, [sized(job, messages.maximumBytes).text]),
  };
}

interface Sized {
  readonly text: string;
  readonly bytes: number;
}

function sized(job: Job, maximumBytes: number): Sized {
  const text = encode(job);
  const bytes = Buffer.byteLength(text);
  if (bytes + envelopeBytes > maximumBytes) throw new MessageTooLarge(bytes + envelopeBytes, maximumBytes);
  return { text, bytes };
}

function overflows(open: Waiting | undefined, bytes: number, maximumBytes: number): boolean {
  if (open === undefined) return false;
  const limit = Math.min(batchLimits.bytes, maximumBytes);
  return open.jobs.length >= batchLimits.jobs || open.bytes + separatorBytes + bytes > limit;
}
