import { randomUUID } from 'node:crypto';
import {
  createInbox,
  type NatsConnection,
  type Subscription as NatsSubscription,
  type PublishOptions as ToNats,
} from 'nats';
import type { Log } from '../log/log.ts';
import { Disconnected, NotPermitted } from '../messages/errors.ts';
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
import type { Link } from './link.ts';
import { NatsMessage, toNats } from './nats-message.ts';

interface Options {
  readonly link: Link;
  readonly log: Log;
  readonly inboxPrefix: string;
}

/** Messages over one connection to NATS. */
export class NatsMessages implements Messages {
  readonly #connection: NatsConnection;
  readonly #log: Log;
  readonly #link: Link;
  readonly #requests: PendingRequests;
  readonly #subscriptions = new Map<Receiver, Subscription>();

  constructor(connection: NatsConnection, { link, log, inboxPrefix }: Options) {
    this.#connection = connection;
    this.#log = log;
    this.#requests = new PendingRequests(createInbox(inboxPrefix), this);
    this.#link = link;
    link.watch({
      onLost: () => this.#requests.fail(new Disconnected()),
      onForbidden: (subject) => this.#requests.fail(new NotPermitted(subject), subject),
    });
  }

  get maximumBytes(): number {
    return this.#link.maximumBytes;
  }

  publish(subject: string, text: string, options: PublishOptions = {}): void {
    const headers = checkOutgoing({ subject, text, ...options }, this.maximumBytes);
    const toNatsOptions: ToNats = {};
    if (options.reply !== undefined) toNatsOptions.reply = options.reply;
    if (headers !== undefined) toNatsOptions.headers = toNats(headers);
    if (this.#link.mayPublish()) this.#connection.publish(subject, text, toNatsOptions);
  }

  subscribe(subject: string, handler: (message: Message) => void, { queue }: SubscribeOptions = {}): Subscription {
    checkPattern(subject);
    if (this.#link.closed) throw new Disconnected();
    const receiver = new Receiver(handler, { subject, queue, log: this.#log });
    const subscription = this.#connection.subscribe(subject, {
      ...(queue === undefined ? {} : { queue }),
      // The client would read no further after a callback that throws; a receiver never does.
      callback: (error, message) => {
        if (error === null) receiver.receive(new NatsMessage(message, this));
      },
    });
    const handle = { drain: () => this.#drain(receiver, subscription) };
    this.#subscriptions.set(receiver, handle);
    return handle;
  }

  async request(subject: string, text: string, options: RequestOptions): Promise<Message> {
    this.#link.check();
    return this.#requests.request(subject, text, options);
  }

  async introduce(service: ServiceIntroduction): Promise<void> {
    const id = randomUUID();
    answerServiceProtocol(this, { ...service, id, started: new Date() }, () => this.#subscriptions.keys());
    await this.flush();
  }

  flush(): Promise<void> {
    return this.#link.flush();
  }

  async close(): Promise<void> {
    const inTime = this.#link.closeSoon();
    await Promise.all([...this.#subscriptions.values()].map((subscription) => subscription.drain()));
    await this.#link.flush().catch(nothingToFlush);
    inTime();
    this.#link.close();
    await this.#connection.close();
  }

  async #drain(receiver: Receiver, subscription: NatsSubscription): Promise<void> {
    if (!this.#link.connected) subscription.unsubscribe();
    else await this.#link.whileConnected(subscription.drain()).catch(nothingToFlush);
    this.#subscriptions.delete(receiver);
  }
}

/** A connection that is gone has nothing more to deliver. */
function nothingToFlush(): void {}
