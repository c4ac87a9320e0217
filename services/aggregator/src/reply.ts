import type { Log, Message, Messages } from '@specline/bus';
import { encode, forCaller, type Outcome, type OutcomeError } from '@specline/contracts';
import { failedOutcome } from './outcome.ts';
import { tooLarge } from './request-errors.ts';

export interface ReplyOptions {
  readonly messages: Pick<Messages, 'maximumBytes'>;
  readonly log: Log;
}

/** Replies, and says what was replied: an outcome that the broker would refuse is replaced by one that says so. */
export function reply(message: Message, outcome: Outcome, { messages, log }: ReplyOptions): Outcome {
  const sent = fitting(outcome, messages.maximumBytes);
  try {
    message.respond(sent.text);
  } catch (error) {
    // Its sender chose a reply subject on which nobody can publish.
    log.failure('reply not sent', error, { request: outcome.id });
  }
  return sent.outcome;
}

function fitting(outcome: Outcome, maximumBytes: number): { outcome: Outcome; text: string } {
  const text = encode(forCaller(outcome));
  const bytes = Buffer.byteLength(text);
  if (bytes <= maximumBytes) return { outcome, text };
  const errors = [...firstError(outcome), tooLarge('the outcome', bytes, maximumBytes)];
  const refused = failedOutcome(outcome, errors, outcome.timings);
  return { outcome: refused, text: encode(forCaller(refused)) };
}

/** In characters: enough to be understood, and far below what any broker takes. */
const maximumLength = 1_000;

/** The error that the reference would have met first, which the others must not hide by their number or length. */
function firstError(outcome: Outcome): OutcomeError[] {
  const [first] = outcome.status === 'failed' ? outcome.errors : [];
  if (first === undefined) return [];
  const { field, message } = first;
  return [{ ...first, ...(field === undefined ? {} : { field: shortened(field) }), message: shortened(message) }];
}

const shortened = (text: string): string =>
  text.length > maximumLength ? `${text.slice(0, maximumLength).toWellFormed()}...` : text;
