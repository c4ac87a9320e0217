import type { JournalEntry } from '../journal.ts';
import { checkedHeaders, type Headers, noHeaders } from '../messages/headers.ts';

/** The header that carries the message id of an entry. */
export const messageIdHeader = 'Nats-Msg-Id';

/** The headers that an entry is recorded with. @throws TypeError for a name or value that the protocol cannot carry. */
export function entryHeaders(headers: Headers | undefined, messageId: string | undefined): Headers {
  const all = messageId === undefined ? headers : { ...headers, [messageIdHeader]: messageId };
  return checkedHeaders(all) ?? noHeaders;
}

/** The value that `appendOnce` compares. @throws TypeError where no header has that name. */
export function keyValue(headers: Headers, key: string): string {
  const value = headers[key];
  if (value === undefined) throw new TypeError(`no header is named ${key}`);
  return value;
}

/** An entry as it comes where only headers were asked for. */
export const withoutText = (entry: JournalEntry): JournalEntry => ({ ...entry, text: '' });
