import { randomUUID } from 'node:crypto';
import { continueTrace, type Log, type Message, type Messages, type Spans } from '@specline/bus';
import { type Outcome, type Subjects, type Summary, summarize } from '@specline/contracts';
import type { Admission } from './admission.ts';
import type { Compositions } from './compositions.ts';
import type { Counts } from './counts.ts';
import { type Announcer, acceptedSummary } from './events.ts';
import { countOutcome } from './measures.ts';
import { failedOutcome, unnamed } from './outcome.ts';
import { outcomeSpan } from './outcome-span.ts';
import { type Received, type Refused, readRequest } from './read-request.ts';
import { reply } from './reply.ts';
import { unexpected } from './request-errors.ts';

export interface RequestsOptions {
  readonly compositions: Compositions;
  readonly messages: Pick<Messages, 'maximumBytes'>;
  readonly subjects: Pick<Subjects, 'isReserved'>;
  readonly admission: Admission;
  readonly announcer: Announcer;
  readonly log: Log;
  readonly deadlineMs: number;
  readonly counts: Counts;
  readonly spans: Spans;
}

export interface Requests {
  /** Takes a create request from its message to its reply. Never throws: what goes wrong is the reply. */
  take(message: Message): void;
}

/** What is known of a request before it is read. */
interface Receipt {
  readonly message: Message;
  readonly bytes: number;
  readonly traceparent: string;
  readonly startMs: number;
}

/** The create requests of one aggregator. */
export function requests(options: RequestsOptions): Requests {
  const { admission, log, counts, subjects } = options;
  return {
    take(message) {
      // Its sender may not publish there, but we may: the answer would be recorded as another submit's outcome.
      if (subjects.isReserved(message.reply ?? ''))
        return log.warning('request dropped: its answer is to go where none may');
      counts.creates += 1;
      const traceparent = continueTrace(message.headers.traceparent);
      const receipt = { message, bytes: message.bytes, traceparent, startMs: performance.now() };
      const refusal = admission.admit(receipt.bytes);
      if (refusal !== undefined) return answerRefused(receipt, { errors: [refusal] }, options);
      const request = readOrRefuse(message.text, log);
      if (!('errors' in request)) return compose(receipt, request, options);
      admission.release(receipt.bytes);
      answerRefused(receipt, request, options);
    },
  };
}

function readOrRefuse(text: string, log: Log): Received | Refused {
  try {
    return readRequest(text);
  } catch (error) {
    log.failure('request not read', error);
    return { errors: [unexpected] };
  }
}

function answerRefused(receipt: Receipt, refused: Refused, options: RequestsOptions): void {
  answer(receipt, { outcome: failedOutcome(refused, refused.errors), container: unnamed.container }, options);
}

interface Answer {
  readonly outcome: Outcome;
  readonly container: string;
}

/** Replies and tells of it; gives what watchers may know. */
function answer(receipt: Receipt, { outcome, container }: Answer, options: RequestsOptions): Summary {
  const { message, traceparent: own, startMs } = receipt;
  const { counts, log, spans } = options;
  const sent = reply(message, outcome, options);
  countOutcome(counts.outcomes.create, sent);
  if (spans.wanted) {
    const parent = message.headers.traceparent;
    spans.record(outcomeSpan(sent, container, { way: 'create', parent, own, startMs }));
  }
  const summary = summarize(sent, container);
  log.outcome(summary, own);
  return summary;
}

function compose(receipt: Receipt, { id, request }: Received, options: RequestsOptions): void {
  const { compositions, announcer } = options;
  const { traceparent } = receipt;
  const container = request.container.Id;
  const occurrence = `${id}/${randomUUID()}`;
  const done = (outcome: Outcome): void => {
    options.admission.release(receipt.bytes);
    announcer.event(answer(receipt, { outcome, container }, options), occurrence, traceparent);
  };
  const deadlineMs = request.deadlineMs ?? options.deadlineMs;
  announcer.event(acceptedSummary(id, request.node, container), occurrence, traceparent);
  compositions.start({ way: 'create', id, request, traceparent, deadlineMs, done });
}
