import type { Delivery, Log } from '@specline/bus';
import {
  type DeadReason,
  encodeToken,
  journalHeaders,
  type StreamDefinition,
  type Subjects,
} from '@specline/contracts';
import type { SubmitCounts } from '../counts.ts';
import type { Recording } from './recording.ts';

export interface DeadLettersOptions {
  readonly journal: Pick<Recording, 'appendOnce'>;
  readonly stream: StreamDefinition;
  readonly subjects: Subjects;
  /** The largest message that the broker takes, in bytes. */
  readonly maximumBytes: () => number;
  readonly log: Log;
  readonly counts: Pick<SubmitCounts, 'buried'>;
}

/** What could be read of a submit. */
interface Names {
  readonly id: string;
  readonly node: string;
  readonly container: string;
}

/** Where submits go that cannot have an outcome; which ones these are, submit-desk.ts decides. */
export interface DeadLetters {
  /** Ends a submit as a dead letter, as one however often it is told. Rejects as the journal does. */
  bury(delivery: Delivery, reason: DeadReason, names?: Names): Promise<void>;
}

/** For whoever looks after it: public, on one line. */
const explanations: Readonly<Record<DeadReason, (delivery: Delivery) => string>> = {
  unreadable: () => 'no JSON document with a right "id" is in it: send a create request with an id',
  conflict: () => 'its id has an outcome for other content: submit it under a new id',
  deliveries: ({ deliveryCount }) =>
    `it was handed out ${deliveryCount} times, and too many takers never said what became of it: see why, then retry`,
};

export function deadLetters(options: DeadLettersOptions): DeadLetters {
  const { journal, stream, subjects, maximumBytes, log, counts } = options;
  return {
    async bury(delivery, reason, names) {
      const { text, cut } = fitting(delivery.text, maximumBytes() - headerBytes);
      const headers = { ...headersOf(delivery, reason), ...namesOf(names), ...cut };
      const subject = subjects.dead(submittedId(delivery) ?? `sequence:${delivery.sequence}`);
      await journal.appendOnce(stream, subject, text, { headers, key: journalHeaders.submitSequence });
      delivery.terminate();
      counts.buried[reason] += 1;
      log.warning('submit is a dead letter', { request: names?.id, reason, attempt: delivery.deliveryCount });
    },
  };
}

/** The id in a submit's message id, as clients make it: the text itself may be what kills its readers. */
export function submittedId({ headers }: Delivery): string | undefined {
  return /^([A-Za-z0-9._-]{1,128}):/.exec(headers[journalHeaders.messageId] ?? '')?.[1];
}

function headersOf(delivery: Delivery, reason: DeadReason): Record<string, string> {
  const { messageId, traceparent } = journalHeaders;
  const { [messageId]: submitted, [traceparent]: trace } = delivery.headers;
  return {
    [journalHeaders.reason]: reason,
    [journalHeaders.explanation]: explanations[reason](delivery),
    [journalHeaders.deliveries]: String(delivery.deliveryCount),
    [journalHeaders.submitSequence]: String(delivery.sequence),
    ...(submitted === undefined ? {} : { [journalHeaders.submitMessageId]: submitted.slice(0, longestMessageId) }),
    ...(trace === undefined ? {} : { [traceparent]: trace.slice(0, longestTraceparent) }),
  };
}

function namesOf(names: Names | undefined): Record<string, string> {
  if (names === undefined) return {};
  return {
    [journalHeaders.node]: encodeToken(names.node),
    [journalHeaders.container]: encodeToken(names.container),
  };
}

/** Of strangers' headers so much is kept. */
const longestMessageId = 256;
const longestTraceparent = 128;
/** Room for the headers of a dead letter beside the submit's own text, in bytes. */
const headerBytes = 4_096;

/** A submit may be as large as the broker takes, and its letter has more headers. */
function fitting(text: string, maximumBytes: number): { text: string; cut: Record<string, string> } {
  const bytes = Buffer.byteLength(text);
  if (bytes <= maximumBytes) return { text, cut: {} };
  const kept = Buffer.from(text).subarray(0, maximumBytes).toString();
  return { text: kept, cut: { [journalHeaders.cutFromBytes]: String(bytes) } };
}
