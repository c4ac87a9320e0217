import { journalHeaders } from '@specline/contracts';
import type { JournalEntry } from '../journal.ts';
import { checkedHeaders, type Headers, noHeaders } from '../messages/headers.ts';

/** Names that the broker gives a meaning: conditions, and what it tells of an entry. */
const brokers = /^Nats-/i;

/**
 * The headers that an entry is recorded with. Those of another entry may be passed on: what was the broker's is left out.
 *
 * @throws TypeError for a name or value that the protocol cannot carry.
 */
export function entryHeaders(headers: Headers = noHeaders, messageId?: string): Headers {
  const given = Object.entries(headers).filter(([name]) => !brokers.test(name));
  if (messageId !== undefined) given.push([journalHeaders.messageId, messageId]);
  return checkedHeaders(Object.fromEntries(given)) ?? noHeaders;
}

/** The headers of an entry that has no message id. */
export function withoutMessageId(headers: Headers): Headers {
  const { [journalHeaders.messageId]: _, ...others } = headers;
  return others;
}

/** The value that `appendOnce` compares. @throws TypeError where no header has that name. */
export function keyValue(headers: Headers, key: string): string {
  const value = headers[key];
  if (value === undefined) throw new TypeError(`no header is named ${key}`);
  return value;
}

/** An entry as it comes where only headers were asked for. */
export const withoutText = (entry: JournalEntry): JournalEntry => ({ ...entry, text: '' });
