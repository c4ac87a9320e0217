import { createInbox, type Msg, type NatsConnection, type Subscription } from 'nats';
import type { Link } from '../link.ts';
import { apiSubject, type JetStreamApi } from './api.ts';
import { type HandedEntry, handedEntry } from './handed-entry.ts';
import { nanoseconds } from './stream-config.ts';

/** What the journal's parts need of the connection. */
export interface Wire {
  readonly connection: NatsConnection;
  readonly link: Link;
  readonly api: JetStreamApi;
  readonly inboxPrefix: string;
}

/**
 * Why a request for entries ended before it was satisfied: its time was over, the server refused or forgot it, nothing
 * was heard of it, or the connection is lost.
 */
export type PullEnd = 'expired' | 'refused' | 'silent' | 'lost';

interface PullOptions {
  readonly stream: string;
  readonly consumer: string;
  onEntry(entry: HandedEntry): void;
  onEnd(reason: PullEnd): void;
}

interface Request {
  readonly batch: number;
  readonly expiresMs: number;
  readonly maximumBytes?: number;
}

/** How often the server says that a request is still known to it, in milliseconds. */
const heartbeatMs = 1_000;
/** Silence after which it is asked. */
const silenceMs = 2_500;

const status = { heartbeat: 100, timeout: 408 } as const;
/** A status with this header ends a request that was known and in order: by its time or its bytes. */
const pendingHeader = 'Nats-Pending-Messages';

/**
 * Asks one consumer for entries, one request at a time, and notices when a request is lost: the server says nothing
 * about one to a consumer that is gone, and a new leader knows nothing of those to the old one.
 */
export class Pull {
  readonly #wire: Wire;
  readonly #options: PullOptions;
  readonly #inbox: string;
  readonly #subscription: Subscription;
  readonly #unwatch: () => void;
  readonly #watchdog: NodeJS.Timeout;
  #requests = 0;
  #asked = 0;
  #suspicious = false;
  #closed = false;

  constructor(wire: Wire, options: PullOptions) {
    this.#wire = wire;
    this.#options = options;
    this.#inbox = createInbox(wire.inboxPrefix);
    this.#subscription = wire.connection.subscribe(`${this.#inbox}.*`, {
      callback: (error, message) => {
        if (error === null) this.#receive(message);
      },
    });
    this.#unwatch = wire.link.watch({ onLost: () => this.#break('lost') });
    this.#watchdog = setTimeout(() => void this.#suspect(), silenceMs).unref();
  }

  /** Entries that were asked for and may still come. */
  get asked(): number {
    return this.#asked;
  }

  ask({ batch, expiresMs, maximumBytes }: Request): void {
    this.#asked = batch;
    this.#heard();
    const { stream, consumer } = this.#options;
    const body = {
      batch,
      expires: nanoseconds(expiresMs),
      idle_heartbeat: nanoseconds(heartbeatMs),
      ...(maximumBytes === undefined ? {} : { max_bytes: maximumBytes }),
    };
    const reply = `${this.#inbox}.${++this.#requests}`;
    this.#wire.api.tell(apiSubject('CONSUMER.MSG.NEXT', stream, consumer), body, reply);
  }

  /** Takes the request back; what the server has sent before it knows still arrives. */
  async withdraw(): Promise<void> {
    this.#end();
    const { link } = this.#wire;
    if (link.connected) await link.whileConnected(this.#subscription.drain()).catch(nothingMoreComes);
    else this.#subscription.unsubscribe();
  }

  /** Ends it; nothing more arrives. */
  close(): void {
    this.#end();
    this.#subscription.unsubscribe();
  }

  #end(): void {
    this.#closed = true;
    this.#asked = 0;
    this.#unwatch();
    clearTimeout(this.#watchdog);
  }

  #heard(): void {
    this.#suspicious = false;
    this.#watchdog.refresh();
  }

  #receive(message: Msg): void {
    if (!this.#closed) this.#heard();
    if (message.reply?.startsWith('$JS.ACK.')) this.#receiveEntry(message);
    else if (!this.#closed) this.#receiveStatus(message);
  }

  #receiveEntry(message: Msg): void {
    if (this.#asked > 0) this.#asked--;
    this.#options.onEntry(handedEntry(message));
  }

  #receiveStatus({ subject, headers }: Msg): void {
    if (headers === undefined || headers.code === status.heartbeat) return;
    // Of a request that was satisfied meanwhile.
    if (subject !== `${this.#inbox}.${this.#requests}` || this.#asked === 0) return;
    if (headers.code === status.timeout || headers.has(pendingHeader)) this.#finish('expired');
    else this.#break('refused');
  }

  #finish(reason: PullEnd): void {
    this.#asked = 0;
    this.#options.onEnd(reason);
  }

  #break(reason: PullEnd): void {
    this.close();
    this.#options.onEnd(reason);
  }

  /** A server that does not even answer a ping has not lost the request: it is slow, or frozen, or away. */
  async #suspect(): Promise<void> {
    if (this.#closed) return;
    if (this.#asked === 0) return this.#heard();
    if (this.#suspicious) return this.#break('silent');
    const { link, connection } = this.#wire;
    await link.whileConnected(connection.flush()).catch(nothingMoreComes);
    if (this.#closed) return;
    this.#heard();
    this.#suspicious = true;
  }
}

/** A connection that is gone has nothing more to deliver. */
function nothingMoreComes(): void {}
