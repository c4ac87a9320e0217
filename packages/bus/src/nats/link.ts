import { wording } from '@specline/contracts';
import { Events, type NatsConnection, NatsError, type Status } from 'nats';
import type { Log } from '../log/log.ts';
import { Disconnected } from '../messages/errors.ts';

/** Longest time that closing waits for a server that does not answer, in milliseconds. */
const closeTimeoutMs = 5_000;

/** Who wants to know what becomes of the connection. */
interface Watcher {
  /** Lost or closed. */
  readonly onLost?: () => void;
  readonly onRestored?: () => void;
  /** The broker has refused a message on this subject. */
  readonly onForbidden?: (subject: string) => void;
  /** The broker has refused a subscription to this subject. */
  readonly onListeningForbidden?: (subject: string) => void;
}

/** Whether the connection is there, and what that means for what was published. */
export class Link {
  readonly #connection: NatsConnection;
  readonly #log: Log;
  readonly #watchers = new Set<Watcher>();
  #connected = true;
  #losses = 0;
  #closed = false;
  #maximumBytes: number;
  /** Something was published since the last flush. */
  #unflushed = false;
  /** Some of it may not have reached the broker. */
  #incomplete = false;

  constructor(connection: NatsConnection, log: Log) {
    this.#connection = connection;
    this.#log = log;
    this.#maximumBytes = connection.info?.max_payload ?? 0;
    void this.#followStatus();
  }

  /** Gives what ends the watch. */
  watch(watcher: Watcher): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** Of the server that we are or were last connected to. */
  get maximumBytes(): number {
    return this.#maximumBytes;
  }

  get connected(): boolean {
    return this.#connected;
  }

  /** Times that the connection was lost. */
  get losses(): number {
    return this.#losses;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Whether a message may be handed to the client, which would keep it without bound while disconnected. */
  mayPublish(): boolean {
    this.#unflushed = true;
    if (!this.#connected) this.#incomplete = true;
    return this.#connected;
  }

  /** @throws Disconnected */
  check(): void {
    if (!this.#connected) throw new Disconnected();
  }

  async flush(): Promise<void> {
    this.check();
    const incomplete = this.#incomplete;
    this.#incomplete = false;
    this.#unflushed = false;
    await this.whileConnected(this.#connection.flush());
    if (incomplete) throw new Disconnected(wording`the connection to the broker was lost, and messages with it`);
  }

  /** The result of something at the server; rejects with Disconnected when the connection is lost meanwhile. */
  async whileConnected<T>(work: Promise<T>): Promise<T> {
    const lost = Promise.withResolvers<never>();
    const unwatch = this.watch({ onLost: () => lost.reject(new Disconnected()) });
    return Promise.race([work.catch(asDisconnected), lost.promise]).finally(unwatch);
  }

  close(): void {
    this.#closed = true;
    this.#lose();
  }

  /** Closes in a while, lest a server that does not answer holds up what ends with it; gives what takes that back. */
  closeSoon(): () => void {
    const timer = setTimeout(() => this.close(), closeTimeoutMs);
    return () => clearTimeout(timer);
  }

  async #followStatus(): Promise<void> {
    for await (const status of this.#connection.status()) this.#follow(status);
  }

  #follow({ type, data, permissionContext }: Status): void {
    if (type === Events.Disconnect) this.#disconnected(String(data));
    if (type === Events.Reconnect) this.#reconnected(String(data));
    if (type === Events.LDM) this.#log.note('broker is shutting down', { address: String(data) });
    if (type === Events.Error && permissionContext !== undefined) this.#forbidden(permissionContext);
    if (type === Events.Error && permissionContext === undefined) {
      this.#log.failure('broker refuses', new NatsError('', String(data)));
    }
  }

  #disconnected(address: string): void {
    // The client reports it for a connection that it closes as well.
    if (!this.#connected) return;
    this.#log.warning('connection lost', { address });
    this.#losses += 1;
    this.#lose();
  }

  #reconnected(address: string): void {
    this.#connected = true;
    this.#maximumBytes = this.#connection.info?.max_payload ?? this.#maximumBytes;
    this.#log.note('connection restored', { address });
    for (const { onRestored } of this.#watchers) onRestored?.();
  }

  #lose(): void {
    this.#connected = false;
    if (this.#unflushed) this.#incomplete = true;
    for (const { onLost } of this.#watchers) onLost?.();
  }

  #forbidden({ operation, subject }: NonNullable<Status['permissionContext']>): void {
    if (operation === 'publish') {
      this.#log.warning('publishing is not permitted', { subject });
      for (const { onForbidden } of this.#watchers) onForbidden?.(subject);
    } else {
      this.#log.warning('subscribing is not permitted', { subject });
      for (const { onListeningForbidden } of this.#watchers) onListeningForbidden?.(subject);
    }
  }
}

/** What the client rejects with while connected is that the connection has just gone. */
function asDisconnected(): never {
  throw new Disconnected();
}
