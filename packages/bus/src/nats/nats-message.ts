import type { Msg, MsgHdrs, MsgHdrsImpl } from 'nats';
import { type Headers, noHeaders } from '../messages/headers.ts';
import type { Message, Messages } from '../messages.ts';

/** The client's own decoder drops a byte order mark. */
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
/** The status of the broker's answer that nobody listens, as in HTTP. */
const serviceUnavailable = 503;

/** A message of NATS; what no handler asks for is not decoded, nor kept, for who is to be answered late holds the message. */
export class NatsMessage implements Message {
  readonly #message: Msg;
  readonly #messages: Pick<Messages, 'publish'>;

  constructor(message: Msg, messages: Pick<Messages, 'publish'>) {
    this.#message = message;
    this.#messages = messages;
  }

  get subject(): string {
    return this.#message.subject;
  }

  get text(): string {
    return utf8.decode(this.#message.data);
  }

  get bytes(): number {
    return this.#message.data.length;
  }

  get reply(): string | undefined {
    return this.#message.reply || undefined;
  }

  get headers(): Headers {
    const { headers } = this.#message;
    return headers === undefined ? noHeaders : fromNats(headers);
  }

  get noResponders(): boolean {
    return this.#message.headers?.code === serviceUnavailable && this.#message.data.length === 0;
  }

  respond(text: string, headers: Headers = noHeaders): void {
    if (this.reply !== undefined) this.#messages.publish(this.reply, text, { headers });
  }
}

/** The client's `get` looks each name up among all others. */
const fromNats = (headers: MsgHdrs): Headers =>
  Object.fromEntries(Array.from(headers as MsgHdrsImpl, ([name, [value = '']]) => [name, value]));

/**
 * Checked headers for the client, which asks them for nothing but their bytes. Its own class would check them again and
 * look each name up among all others, at the cost of the rest of a small message.
 */
export const toNats = (headers: Headers): MsgHdrs =>
  ({ encode: () => Buffer.from(headerBlock(headers)) }) as unknown as MsgHdrs;

/** @see https://docs.nats.io/reference/reference-protocols/nats-protocol#hpub */
function headerBlock(headers: Headers): string {
  let block = 'NATS/1.0\r\n';
  for (const name of Object.keys(headers)) block += `${name}: ${headers[name]}\r\n`;
  return `${block}\r\n`;
}
