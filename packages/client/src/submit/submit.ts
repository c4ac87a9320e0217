import type { Appended, Journal } from '@specline/bus';
import { type CreateRequest, encode, journalHeaders, type Subjects, submitMessageId } from '@specline/contracts';
import { within } from '../bound.ts';
import { noteSubmit } from '../outcome/submitted.ts';
import { persistently } from '../persistently.ts';
import { submission } from './submission.ts';

export interface SubmitOptions {
  /** How long it is tried, in milliseconds; absent: 30,000. */
  readonly timeoutMs?: number;
  /** W3C trace context to go on with. */
  readonly traceparent?: string;
  readonly signal?: AbortSignal;
}

/** A submit is recorded: it will end as one outcome or one dead letter. */
export interface Receipt extends Appended {
  readonly id: string;
  /** Of what the request says; the outcome of another request with this id is not this one's. */
  readonly contentDigest: string;
}

interface Target {
  readonly journal: Pick<Journal, 'append'>;
  readonly subjects: Subjects;
  readonly closing: AbortSignal;
}

const defaultTimeoutMs = 30_000;

/** Records a submit, once however often the acknowledgement is lost. */
export async function submit(
  request: CreateRequest,
  { journal, subjects, closing }: Target,
  { timeoutMs = defaultTimeoutMs, traceparent, signal }: SubmitOptions = {},
): Promise<Receipt> {
  const { id, contentDigest, content } = submission(request);
  const options = {
    messageId: submitMessageId(id, contentDigest),
    ...(traceparent === undefined ? {} : { headers: { [journalHeaders.traceparent]: traceparent } }),
  };
  const beganMs = performance.now();
  const appended = await within({ timeoutMs, signal, closing }, (ending) =>
    persistently(() => journal.append(subjects.submit, encode(content), { ...options, signal: ending }), ending),
  );
  const receipt = { id, contentDigest, ...appended };
  noteSubmit(receipt, beganMs);
  return receipt;
}
