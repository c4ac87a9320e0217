import { randomUUID } from 'node:crypto';
import type { Log } from '../log/log.ts';
import { Disconnected } from '../messages/errors.ts';
import type { Headers } from '../messages/headers.ts';
import { checkOutgoing } from '../messages/outgoing.ts';
import { PendingRequests } from '../messages/pending-requests.ts';
import { Receiver } from '../messages/receiver.ts';
import { answerServiceProtocol } from '../messages/service-protocol.ts';
import { checkPattern } from '../messages/subject.ts';
import type {
  Message,
  Messages,
  PublishOptions,
  RequestOptions,
  ServiceIntroduction,
  SubscribeOptions,
  Subscription,
} from '../messages.ts';
import { Deliveries } from './deliveries.ts';
import { EmbeddedMessage } from './embedded-message.ts';
import { Interest } from './interest.ts';

/** What a journal keeps of a message. */
export interface Recordable {
  readonly subject: string;
  readonly text: string;
  readonly headers: Headers | undefined;
}

interface Options {
  readonly log: Log;
  readonly maximumBytes: number;
  /** Called with each message: a broker records those on the subjects of its streams, whoever publishes them. */
  readonly record: (message: Recordable) => void;
}

/** Messages within this process: no server, and the behaviour of one. */
export class EmbeddedMessages implements Messages {
  readonly maximumBytes: number;
  readonly #log: Log;
  readonly #record: (message: Recordable) => void;
  readonly #interest = new Interest();
  readonly #deliveries = new Deliveries();
  readonly #requests = new PendingRequests('_INBOX.embedded', this);
  #closed = false;

  constructor({ log, maximumBytes, record }: Options) {
    this.#log = log;
    this.#record = record;
    this.maximumBytes = maximumBytes;
  }

  publish(subject: string, text: string, options: PublishOptions = {}): void {
    const headers = checkOutgoing({ subject, text, ...options }, this.maximumBytes);
    const { reply } = options;
    if (this.#closed) return;
    this.#route(new EmbeddedMessage(this, { subject, text, reply, headers }));
    this.#record({ subject, text, headers });
  }

  /** Hands out what the journal has recorded: on a broker it is a message as any other. */
  handOut({ subject, text, headers }: Recordable): void {
    for (const receiver of this.#interest.audience(subject)) {
      this.#deliver(new EmbeddedMessage(this, { subject, text, headers }), receiver);
    }
  }

  subscribe(subject: string, handler: (message: Message) => void, { queue }: SubscribeOptions = {}): Subscription {
    checkPattern(subject);
    if (this.#closed) throw new Disconnected();
    const end = this.#interest.add(new Receiver(handler, { subject, queue, log: this.#log }));
    return {
      drain: () => {
        end();
        return this.#deliveries.passed();
      },
    };
  }

  async request(subject: string, text: string, options: RequestOptions): Promise<Message> {
    if (this.#closed) throw new Disconnected();
    return this.#requests.request(subject, text, options);
  }

  async introduce(service: ServiceIntroduction): Promise<void> {
    answerServiceProtocol(this, { ...service, id: randomUUID(), started: new Date() }, () =>
      this.#interest.receivers(),
    );
  }

  async flush(): Promise<void> {
    if (this.#closed) throw new Disconnected();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#deliveries.passed();
    this.#interest.clear();
    this.#requests.fail(new Disconnected());
  }

  #route(message: EmbeddedMessage): void {
    const audience = this.#interest.audience(message.subject);
    if (audience.length > 0) for (const receiver of audience) this.#deliver(message, receiver);
    else if (message.reply !== undefined) this.#tellNoResponders(message.reply);
  }

  #tellNoResponders(reply: string): void {
    const [publisher] = this.#interest.audience(reply).filter(({ queue }) => queue === undefined);
    const notice = new EmbeddedMessage(this, { subject: reply, text: '', noResponders: true });
    if (publisher !== undefined) this.#deliver(notice, publisher);
  }

  #deliver(message: EmbeddedMessage, receiver: Receiver): void {
    this.#deliveries.push(() => receiver.receive(message));
  }
}
