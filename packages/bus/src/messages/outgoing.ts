import type { PublishOptions } from '../messages.ts';
import { checkedHeaders, type Headers } from './headers.ts';
import { checkSize } from './size.ts';
import { checkSubject } from './subject.ts';

interface Outgoing extends PublishOptions {
  readonly subject: string;
  readonly text: string;
}

/**
 * Checks a message before it leaves, for the broker would end the whole connection; gives its headers as they arrive.
 *
 * @throws MessageTooLarge, or TypeError for a subject or header that the protocol cannot carry.
 */
export function checkOutgoing({ subject, text, reply, headers }: Outgoing, maximumBytes: number): Headers | undefined {
  checkSubject(subject);
  if (reply !== undefined) checkSubject(reply);
  const checked = checkedHeaders(headers);
  checkSize(text, checked, maximumBytes);
  return checked;
}
