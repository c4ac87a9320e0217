import type { Msg } from 'nats';
import type { JournalEntry } from '../../journal.ts';
import { type Headers, noHeaders } from '../../messages/headers.ts';
import { NatsMessage } from '../nats-message.ts';
import { withoutConditions } from './stored-entry.ts';

/** An entry as a consumer hands it out. */
export interface HandedEntry extends JournalEntry {
  readonly deliveryCount: number;
  /** Counts what this consumer has handed out. */
  readonly consumerSequence: number;
  /** How many more it knows to hand out. */
  readonly pending: number;
  /** Where it is told what becomes of it. */
  readonly reply: string;
}

/**
 * Reads the reply subject, which holds what the server says of the entry:
 * `$JS.ACK.<stream>.<consumer>.<count>.<sequence>.<consumer sequence>.<nanoseconds>.<pending>`; later servers put the
 * domain and the account before the stream, and may add tokens at the end.
 */
export function handedEntry(message: Msg): HandedEntry {
  const reply = message.reply ?? '';
  const tokens = reply.split('.');
  const [count, sequence, consumerSequence, time = '', pending] = tokens.slice(tokens.length === 9 ? 4 : 6);
  const readable = new NatsMessage(message, silent);
  return {
    subject: readable.subject,
    text: readable.text,
    headers: headersOf(readable),
    sequence: Number(sequence),
    // The client's own reading is a number of nanoseconds, which is not exact.
    recordedAt: Number(time.slice(0, -6)),
    deliveryCount: Number(count),
    consumerSequence: Number(consumerSequence),
    pending: Number(pending),
    reply,
  };
}

/** The server keeps headers that the client cannot read, such as a line feed alone; an entry has to be taken anyway. */
function headersOf(message: NatsMessage): Headers {
  try {
    return withoutConditions(message.headers);
  } catch {
    return noHeaders;
  }
}

/** Nobody answers an entry. */
const silent = { publish: (): void => {} };
