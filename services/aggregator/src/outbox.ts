import { type Messages, MessageTooLarge } from '@specline/bus';
import { batchLimits, encode, type Job, type Kind, type Subjects } from '@specline/contracts';

/** What a work message has around its jobs. */
const envelopeBytes = '{"jobs":[]}'.length;

interface Waiting {
  jobs: string[];
  bytes: number;
}

/** Where work leaves the aggregator. Both ways throw MessageTooLarge where the broker would refuse the job. */
export interface Outbox {
  /** Sends a job with others of its kind that are asked for in the same turn of the event loop. */
  send(kind: Kind, job: Job): void;
  /** Sends a job in a message of its own, so that one that kills its worker takes no others with it. */
  sendAlone(kind: Kind, job: Job): void;
}

export interface OutboxOptions {
  readonly messages: Messages;
  readonly subjects: Subjects;
  readonly instance: string;
}

/**
 * Gathers jobs into work messages of at most 16 jobs and 256 KiB. A message leaves with the turn of the event loop
 * in which its first job came, so that an idle system waits for nothing.
 */
export function outbox({ messages, subjects, instance }: OutboxOptions): Outbox {
  const waiting = new Map<Kind, Waiting>();
  let batch = 0;

  const sized = (job: Job): { text: string; bytes: number } => {
    const text = encode(job);
    const bytes = Buffer.byteLength(text);
    if (bytes + envelopeBytes > messages.maximumBytes) throw new MessageTooLarge(bytes, messages.maximumBytes);
    return { text, bytes };
  };
  const publish = (kind: Kind, jobs: readonly string[]): void => {
    batch += 1;
    const reply = subjects.partial(kind, instance, String(batch));
    messages.publish(subjects.work(kind), `{"jobs":[${jobs.join(',')}]}`, { reply });
  };
  const flush = (kind: Kind): void => {
    const ready = waiting.get(kind);
    waiting.delete(kind);
    if (ready !== undefined) publish(kind, ready.jobs);
  };
  const gather = (kind: Kind, { text, bytes }: { text: string; bytes: number }): void => {
    const current = waiting.get(kind);
    if (current !== undefined && overflows(current, bytes)) flush(kind);
    const open = waiting.get(kind);
    if (open !== undefined) {
      open.jobs.push(text);
      open.bytes += bytes;
      return;
    }
    waiting.set(kind, { jobs: [text], bytes });
    setImmediate(flush, kind);
  };
  return {
    send: (kind, job) => gather(kind, sized(job)),
    sendAlone: (kind, job) => publish(kind, [sized(job).text]),
  };
}

const overflows = (current: Waiting, bytes: number): boolean =>
  current.jobs.length >= batchLimits.jobs || current.bytes + bytes > batchLimits.bytes;
