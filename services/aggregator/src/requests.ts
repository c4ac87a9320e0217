import { randomBytes, randomUUID } from 'node:crypto';
import { continueTrace, type Log, type Message, type Messages } from '@specline/bus';
import { type Outcome, type Subjects, summarize } from '@specline/contracts';
import type { Admission } from './admission.ts';
import type { Compositions } from './compositions.ts';
import { type Announcer, acceptedSummary } from './events.ts';
import { failedOutcome, unnamed } from './outcome.ts';
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
  const { admission, log, subjects } = options;
  return {
    take(message) {
      // Its sender may not publish there, but we may: the answer would be recorded as another submit's outcome.
      if (subjects.isReserved(message.reply ?? ''))
        return log.warning('request dropped: its answer is to go where none may');
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
  options.log.outcome(summarize(sent, unnamed.container), traceparent);
}

function compose(receipt: Receipt, { id, request }: Received, options: RequestsOptions): void {
  const { compositions, announcer } = options;
  const { traceparent } = receipt;
  const container = request.container.Id;
  const occurrence = `${id}/${randomUUID()}`;
  const done = (outcome: Outcome): void => {
    options.admission.release(receipt.bytes);
    const summary = summarize(reply(receipt.message, outcome, options), container);
    announcer.event(summary, occurrence, traceparent);
    options.log.outcome(summary, traceparent);
  };
  const deadlineMs = request.deadlineMs ?? options.deadlineMs;
  announcer.event(acceptedSummary(id, request.node, container), occurrence, traceparent);
  compositions.start({ id, request, traceparent, deadlineMs, done });
}
