import type { Messages } from '@specline/bus';
import { type ComposedOutcome, type CreateRequest, encode, type Subjects } from '@specline/contracts';
import { RequestFailed } from './errors.ts';
import { readOutcome } from './outcome/read-outcome.ts';

export interface CreateOptions {
  /** How long a request may take that has no `deadlineMs` of its own, in milliseconds; absent: 10,000. Its answer has a second more. */
  readonly timeoutMs?: number;
  /** W3C trace context to go on with. */
  readonly traceparent?: string;
  readonly signal?: AbortSignal;
}

interface Bus {
  readonly messages: Pick<Messages, 'request'>;
  readonly subjects: Subjects;
}

const defaultTimeoutMs = 10_000;
/** The aggregator itself says when a deadline passes; its answer needs time to arrive. */
const graceMs = 1_000;

/** Asks for a spec. Rejects with RequestFailed, or as a request of the bus does. */
export async function create(
  request: CreateRequest,
  { messages, subjects }: Bus,
  { timeoutMs = defaultTimeoutMs, traceparent, signal }: CreateOptions = {},
): Promise<ComposedOutcome> {
  const { deadlineMs = timeoutMs } = request;
  const { text } = await messages.request(subjects.create, encode({ ...request, deadlineMs }), {
    timeoutMs: deadlineMs + graceMs,
    ...(traceparent === undefined ? {} : { headers: { traceparent } }),
    ...(signal === undefined ? {} : { signal }),
  });
  const outcome = readOutcome(text);
  if (outcome.status === 'failed') throw new RequestFailed(outcome);
  return outcome;
}
