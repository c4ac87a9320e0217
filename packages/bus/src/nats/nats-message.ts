import type { Msg, MsgHdrs } from 'nats';
import { type Headers, noHeaders } from '../messages/headers.ts';
import type { Message, Messages } from '../messages.ts';

/** The client's own decoder drops a byte order mark. */
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
/** The status of the broker's answer that nobody listens, as in HTTP. */
const serviceUnavailable = 503;

/** A message of NATS; what no handler asks for is not decoded. */
export class NatsMessage implements Message {
  readonly #message: Msg;
  readonly #messages: Pick<Messages, 'publish'>;
  #text: string | undefined;

  constructor(message: Msg, messages: Pick<Messages, 'publish'>) {
    this.#message = message;
    this.#messages = messages;
  }

  get subject(): string {
    return this.#message.subject;
  }

  get text(): string {
    this.#text ??= utf8.decode(this.#message.data);
    return this.#text;
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

const fromNats = (headers: MsgHdrs): Headers =>
  Object.fromEntries(headers.keys().map((name) => [name, headers.get(name)]));

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
