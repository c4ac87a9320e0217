import type { Log, Message, Messages } from '@specline/bus';
import type { Outcome } from '@specline/contracts';
import { outcomeText } from './outcome-text.ts';
import { refusedForSize } from './refused-for-size.ts';

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
  const text = outcomeText(outcome);
  const bytes = Buffer.byteLength(text);
  if (bytes <= maximumBytes) return { outcome, text };
  const refused = refusedForSize(outcome, bytes, maximumBytes);
  return { outcome: refused, text: outcomeText(refused) };
}
