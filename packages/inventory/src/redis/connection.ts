import { Redis } from 'ioredis';
import { within } from '../within.ts';
import { unavailable, withoutArguments } from './failure.ts';
import { imageScript } from './image-read.ts';
import { swapScript } from './swap.ts';

interface ServerDetails {
  /** Without user and password. */
  readonly address: string;
}

/** Where the store says that its server went away and came back. */
export interface InventoryLog {
  warning(event: 'node inventory is away', details: ServerDetails): void;
  note(event: 'node inventory is back', details: ServerDetails): void;
}

/** How TLS proves who is at either end: PEM texts, as Node takes them. */
export interface TlsIdentity {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

export interface ConnectionOptions {
  /** `redis://[user:password@]host[:port][/database]`, or `rediss://` for TLS. */
  readonly url: string;
  /** What it is for, in Redis's list of clients. */
  readonly name: string;
  /** The longest that anything takes before it fails. */
  readonly timeoutMs: number;
  readonly log: InventoryLog | undefined;
  /** Used where the address demands TLS. */
  readonly tls: TlsIdentity;
  /** Waits for the server at most this many reconnects, then fails; commands under way are sent again. */
  readonly retries: number;
}

const slowestReconnectMs = 500;

/** A connection that is made when it is first needed, fails quickly and with words, and comes back by itself. */
export class Connection {
  readonly #redis: Redis;
  /** Of the server, without user and password. */
  readonly address: string;
  readonly #timeoutMs: number;
  /** Why it is away; undefined while it is not. */
  #fault: Error | undefined;

  constructor({ url, name, timeoutMs, retries, log, tls }: ConnectionOptions) {
    this.address = serverOf(url);
    this.#timeoutMs = timeoutMs;
    this.#redis = new Redis(url, {
      ...(URL.parse(url)?.protocol === 'rediss:' ? { tls } : {}),
      lazyConnect: true,
      connectionName: `specline-inventory-${name}`,
      enableAutoPipelining: true,
      connectTimeout: timeoutMs,
      // A server that hangs is left, or what is sent to it would pile up.
      socketTimeout: timeoutMs,
      maxRetriesPerRequest: retries,
      retryStrategy: (attempt) => Math.min(attempt * 50, slowestReconnectMs),
      scripts: {
        speclineImage: { lua: imageScript, numberOfKeys: 1 },
        speclineSwap: { lua: swapScript, numberOfKeys: 2 },
      },
    });
    this.#watch(log);
  }

  /** @throws InventoryUnavailable, or the signal's reason. */
  async exchange<T>(ask: (redis: Redis) => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    try {
      return await within(ask(this.#redis), { timeoutMs: this.#timeoutMs, signal });
    } catch (error) {
      if (signal?.aborted === true && error === signal.reason) throw error;
      throw unavailable(this.#fault ?? error, this.address);
    }
  }

  async close(): Promise<void> {
    // Asking to quit lets open reads finish; a server that is away cannot be asked.
    if (this.#redis.status === 'ready') await this.#redis.quit().catch(() => undefined);
    this.#redis.disconnect();
  }

  #watch(log: InventoryLog | undefined): void {
    const details = { address: this.address };
    this.#redis.on('error', (error: Error) => {
      withoutArguments(error);
      if (this.#fault === undefined) log?.warning('node inventory is away', details);
      this.#fault = error;
    });
    this.#redis.on('ready', () => {
      if (this.#fault !== undefined) log?.note('node inventory is back', details);
      this.#fault = undefined;
    });
  }
}

/** The server for messages: the address may hold a password. */
function serverOf(url: string): string {
  const address = URL.parse(url);
  if (address === null || !/^rediss?:$/.test(address.protocol) || address.hostname === '') {
    throw new TypeError('the address of the node inventory must look like redis://host:6379 or rediss://host:6379');
  }
  return `${address.hostname}:${address.port || '6379'}`;
}
