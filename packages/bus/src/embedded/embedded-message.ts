import { type Headers, noHeaders } from '../messages/headers.ts';
import type { Message, Messages } from '../messages.ts';

interface Contents {
  readonly subject: string;
  readonly text: string;
  readonly reply?: string | undefined;
  readonly headers?: Headers | undefined;
  readonly noResponders?: boolean;
}

/** A message within this process. */
export class EmbeddedMessage implements Message {
  readonly subject: string;
  readonly text: string;
  readonly reply: string | undefined;
  readonly headers: Headers;
  readonly noResponders: boolean;
  readonly #messages: Pick<Messages, 'publish'>;

  constructor(
    messages: Pick<Messages, 'publish'>,
    { subject, text, reply, headers = noHeaders, noResponders = false }: Contents,
  ) {
    this.#messages = messages;
    this.subject = subject;
    // As on the wire, where lone surrogates have no form.
    this.text = text.toWellFormed();
    this.reply = reply;
    this.headers = headers;
    this.noResponders = noResponders;
  }

  get bytes(): number {
    return Buffer.byteLength(this.text);
  }

  respond(text: string, headers: Headers = noHeaders): void {
    if (this.reply !== undefined) this.#messages.publish(this.reply, text, { headers });
  }
}
