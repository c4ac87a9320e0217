import { randomBytes, randomUUID } from 'node:crypto';
import { continueTrace, type Log, type Message } from '@specline/bus';
import { encode, forCaller, InvalidRequest, type Outcome, type Summary, summarize } from '@specline/contracts';
import type { Admission } from './admission.ts';
import { Composing, type Workshop } from './composing.ts';
import type { Announcer } from './events.ts';
import { tooLarge } from './known-error.ts';
import { failedOutcome } from './outcome.ts';
import { type Received, readRequest } from './read-request.ts';

export interface RequestsOptions {
  readonly workshop: Workshop;
  readonly admission: Admission;
  readonly announcer: Announcer;
  readonly log: Log;
  readonly deadlineMs: number;
  readonly maximumBytes: number;
}

/** Takes a create request from its message to its reply. Never throws: what goes wrong is the reply. */
export function takeRequest(message: Message, options: RequestsOptions): void {
  const traceparent = continueTrace(message.headers.traceparent, randomBytes);
  const bytes = Buffer.byteLength(message.text);
  const refusal = options.admission.admit(bytes);
  if (refusal !== undefined) {
    answerUnread(message, failedOutcome(unread, [refusal], {}), traceparent, options);
    return;
  }
  const received = read(message, traceparent, options);
  if (received === undefined) options.admission.release(bytes);
  else compose(message, received, { bytes, traceparent }, options);
}

/** What a request is called that could not be read. */
const unread = { id: '-', node: '-' };

function read(message: Message, traceparent: string, options: RequestsOptions): Received | undefined {
  try {
    return readRequest(message.text);
  } catch (error) {
    if (!(error instanceof InvalidRequest)) throw error;
    answerUnread(message, failedOutcome(unread, error.errors, {}), traceparent, options);
    return undefined;
  }
}

interface Receipt {
  readonly bytes: number;
  readonly traceparent: string;
}

function compose(message: Message, { id, request }: Received, receipt: Receipt, options: RequestsOptions): void {
  const { workshop, admission, announcer, log } = options;
  const { traceparent, bytes } = receipt;
  const container = request.container.Id;
  const occurrence = `${id}/${randomUUID()}`;
  const composing = new Composing(workshop, {
    id,
    request,
    traceparent,
    deadlineMs: request.deadlineMs ?? options.deadlineMs,
    done: (outcome) => {
      const sent = reply(message, outcome, options.maximumBytes);
      const summary = summarize(sent, container);
      announcer.event(summary, occurrence, traceparent);
      log.outcome(summary, traceparent);
      admission.release(bytes);
    },
  });
  announcer.event(accepted(id, request.node, container), occurrence, traceparent);
  void composing.start();
}

const accepted = (id: string, node: string, container: string): Summary => ({ type: 'accepted', id, node, container });

/** Replies, and says what was replied: an outcome that the broker would refuse is replaced by one that says so. */
function reply(message: Message, outcome: Outcome, maximumBytes: number): Outcome {
  const text = encode(forCaller(outcome));
  const bytes = Buffer.byteLength(text);
  if (bytes <= maximumBytes) {
    message.respond(text);
    return outcome;
  }
  const refused = failedOutcome(outcome, [tooLarge('the outcome', bytes, maximumBytes)], outcome.timings);
  message.respond(encode(forCaller(refused)));
  return refused;
}

function answerUnread(message: Message, outcome: Outcome, traceparent: string, options: RequestsOptions): void {
  options.log.outcome(summarize(reply(message, outcome, options.maximumBytes), '-'), traceparent);
}
