import type { CredentialLookups, ImageSlice, InventoryDocument, MountsSlice, NetworkSlice } from '@specline/contracts';
import { copyOf } from '../document/copy.ts';
import type { Snapshot } from '../document/facts.ts';
import { newEnough } from '../errors.ts';
import type { NodeInventory, ReadOptions } from '../node-inventory.ts';
import { Connection, type InventoryLog } from './connection.ts';
import { fieldsOf } from './fields.ts';
import { fetchImage, imageAnswer } from './image-read.ts';
import { field, keysOf } from './layout.ts';
import { credentialsRead, mountsRead, networkRead, nodeRead, type Read } from './reads.ts';
import { packed, replace, unpacked } from './replace.ts';

export interface RedisInventoryOptions {
  /** `redis://[user:password@]host[:port][/database]`, or `rediss://` for TLS. */
  readonly url: string;
  readonly log?: InventoryLog;
  /** In front of all keys. */
  readonly prefix?: string;
  /** The longest that a read takes before it fails. */
  readonly timeoutMs?: number;
  /** The same for whole documents, which may have several megabytes. */
  readonly documentTimeoutMs?: number;
}

/** An inventory in Redis, shared by all services. It connects when it is first asked. */
export const redisInventory = (options: RedisInventoryOptions): NodeInventory => new RedisInventory(options);

class RedisInventory implements NodeInventory {
  readonly #prefix: string;
  readonly #lookups: Connection;
  /** Whole documents go another way, so that lookups need not wait behind megabytes. */
  readonly #documents: Connection;

  constructor({ url, log, prefix = 'specline', timeoutMs = 2_000, documentTimeoutMs = 10_000 }: RedisInventoryOptions) {
    this.#prefix = prefix;
    this.#lookups = new Connection({ url, log, name: 'lookups', timeoutMs, retries: 1 });
    // Nothing is sent twice: a push that is repeated late could undo a newer one.
    this.#documents = new Connection({ url, log, name: 'documents', timeoutMs: documentTimeoutMs, retries: 0 });
  }

  node(name: string, options: ReadOptions) {
    return this.#read(name, nodeRead, options);
  }

  async imageFacts(slice: ImageSlice, { atLeast, signal }: ReadOptions) {
    const { inventory } = keysOf(this.#prefix, slice.node);
    const reply = await this.#lookups.exchange((redis) => fetchImage(redis, inventory, slice), signal);
    return imageAnswer(reply, revisionFrom(reply[0], slice.node, atLeast));
  }

  mountsFacts(slice: MountsSlice, options: ReadOptions) {
    return this.#read(slice.node, mountsRead(slice), options);
  }

  networkFacts(slice: NetworkSlice, options: ReadOptions) {
    return this.#read(slice.node, networkRead(slice), options);
  }

  credentialsFacts(node: string, lookups: CredentialLookups, options: ReadOptions) {
    return this.#read(node, credentialsRead(lookups), options);
  }

  async push(given: InventoryDocument) {
    const { text, document } = copyOf(given);
    const content = { fields: fieldsOf(document), document: packed(text) };
    const keys = keysOf(this.#prefix, document.node.name);
    return { revision: await this.#documents.exchange((redis) => replace(redis, keys, content)) };
  }

  async show(node: string, { atLeast, signal }: ReadOptions): Promise<Snapshot> {
    const { inventory } = keysOf(this.#prefix, node);
    const [revision = null, document] = await this.#documents.exchange(
      (redis) => redis.hmgetBuffer(inventory, field.revision, field.document),
      signal,
    );
    const checked = revisionFrom(revision?.toString() ?? null, node, atLeast);
    return { revision: checked, document: unpacked(document ?? Buffer.alloc(0)) };
  }

  async close() {
    await Promise.all([this.#lookups.close(), this.#documents.close()]);
  }

  async #read<T>(node: string, { fields, answer }: Read<T>, { atLeast, signal }: ReadOptions): Promise<T> {
    const { inventory } = keysOf(this.#prefix, node);
    const [revision = null, ...texts] = await this.#lookups.exchange(
      (redis) => redis.hmget(inventory, field.revision, ...fields),
      signal,
    );
    return answer(texts, revisionFrom(revision, node, atLeast));
  }
}

const revisionFrom = (text: string | null, node: string, atLeast: number): number =>
  newEnough(node, text === null ? undefined : { revision: Number(text) }, atLeast).revision;
