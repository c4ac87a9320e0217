import { randomBytes, randomUUID } from 'node:crypto';
import { continueTrace, type Log, type Message, type Messages } from '@specline/bus';
import { type Outcome, summarize } from '@specline/contracts';
import type { Admission } from './admission.ts';
import type { Compositions } from './compositions.ts';
import type { Counts } from './counts.ts';
import { type Announcer, acceptedSummary } from './events.ts';
import { countOutcome } from './measures.ts';
import { failedOutcome, unnamed } from './outcome.ts';
import { type Received, type Refused, readRequest } from './read-request.ts';
import { reply } from './reply.ts';
import { unexpected } from './request-errors.ts';

export interface RequestsOptions {
  readonly compositions: Compositions;
  readonly messages: Pick<Messages, 'maximumBytes'>;
  readonly admission: Admission;
  readonly announcer: Announcer;
  readonly log: Log;
  readonly deadlineMs: number;
  readonly counts: Counts;
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
}

/** The create requests of one aggregator. */
export function requests(options: RequestsOptions): Requests {
  const { admission, log, counts } = options;
  return {
    take(message) {
      counts.creates += 1;
      const traceparent = continueTrace(message.headers.traceparent, randomBytes);
      const receipt = { message, bytes: Buffer.byteLength(message.text), traceparent };
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

function answerRefused({ message, traceparent }: Receipt, refused: Refused, options: RequestsOptions): void {
  const sent = reply(message, failedOutcome(refused, refused.errors), options);
  countOutcome(options.counts.outcomes.create, sent);
  options.log.outcome(summarize(sent, unnamed.container), traceparent);
}

function compose(receipt: Receipt, { id, request }: Received, options: RequestsOptions): void {
  const { compositions, announcer } = options;
  const { traceparent } = receipt;
  const container = request.container.Id;
  const occurrence = `${id}/${randomUUID()}`;
  const done = (outcome: Outcome): void => {
    options.admission.release(receipt.bytes);
    const sent = reply(receipt.message, outcome, options);
    countOutcome(options.counts.outcomes.create, sent);
    const summary = summarize(sent, container);
    announcer.event(summary, occurrence, traceparent);
    options.log.outcome(summary, traceparent);
  };
  const deadlineMs = request.deadlineMs ?? options.deadlineMs;
  announcer.event(acceptedSummary(id, request.node, container), occurrence, traceparent);
  compositions.start({ way: 'create', id, request, traceparent, deadlineMs, done });
}
