import type {
  CredentialLookups,
  ImageSlice,
  InventoryDocument,
  InventoryPatch,
  MountsSlice,
  NetworkSlice,
} from '@specline/contracts';
import { copyOf } from '../document/copy.ts';
import type { Snapshot } from '../document/facts.ts';
import { readPatch } from '../document/patched.ts';
import { newEnough } from '../errors.ts';
import type { NodeInventory, PageOptions, ReadOptions } from '../node-inventory.ts';
import { NodeTurns } from '../node-turns.ts';
import { unlessAborted } from '../within.ts';
import { Connection, type InventoryLog, type TlsIdentity } from './connection.ts';
import { FieldReads } from './field-reads.ts';
import { fieldsOf } from './fields.ts';
import { forget } from './forget.ts';
import { fetchImage, imageAnswer, knownImageRead } from './image-read.ts';
import { KnownImages } from './known-images.ts';
import { field, keysOf } from './layout.ts';
import { listNodes } from './list.ts';
import { packed, unpacked } from './packed.ts';
import { patchNode } from './patch-node.ts';
import { credentialsRead, mountsRead, networkRead, nodeRead, type Read } from './reads.ts';
import { replace } from './replace.ts';
import { readSettings, type ServerSettings } from './server-settings.ts';
import { swap } from './swap.ts';

export interface RedisInventoryOptions {
  /** `redis://[user:password@]host[:port][/database]`, or `rediss://` for TLS. */
  readonly url: string;
  readonly log?: InventoryLog;
  /** For `rediss://`; absent: Node's own authorities, and no certificate of ours. */
  readonly tls?: TlsIdentity;
  /** In front of all keys. */
  readonly prefix?: string;
  /** The longest that a read takes before it fails. */
  readonly timeoutMs?: number;
  /** The same for whole documents, which may have several megabytes. */
  readonly documentTimeoutMs?: number;
}

/** An inventory whose server can be looked at. */
export interface RedisInventory extends NodeInventory {
  /** Of the server, without user and password. */
  readonly address: string;
  /** Those of the server that decide whether data stay; undefined: it does not tell. */
  settings(): Promise<ServerSettings | undefined>;
}

/** An inventory in Redis, shared by all services. It connects when it is first asked. */
export const redisInventory = (options: RedisInventoryOptions): RedisInventory => new InventoryInRedis(options);

class InventoryInRedis implements RedisInventory {
  readonly #prefix: string;
  readonly #lookups: Connection;
  readonly #fields = new FieldReads((key, fields) => this.#lookups.exchange((redis) => redis.hmget(key, ...fields)));
  readonly #images = new KnownImages();
  /** Whole documents go another way, so that lookups need not wait behind megabytes. */
  readonly #documents: Connection;
  /** Patches of one node from one process would only get in each other's way. */
  readonly #patches = new NodeTurns();

  constructor(options: RedisInventoryOptions) {
    const { url, log, tls = {}, prefix = 'specline', timeoutMs = 2_000, documentTimeoutMs = 10_000 } = options;
    this.#prefix = prefix;
    this.#lookups = new Connection({ url, log, tls, name: 'lookups', timeoutMs, retries: 1 });
    // Nothing is sent twice: a push that is repeated late could undo a newer one.
    this.#documents = new Connection({ url, log, tls, name: 'documents', timeoutMs: documentTimeoutMs, retries: 0 });
  }

  get address() {
    return this.#lookups.address;
  }

  settings() {
    return this.#lookups.exchange(readSettings);
  }

  node(name: string, options: ReadOptions) {
    return this.#read(name, nodeRead, options);
  }

  async imageFacts(slice: ImageSlice, options: ReadOptions) {
    const known = this.#images.of(slice);
    const asKnown = known && (await this.#read(slice.node, knownImageRead(slice, known), options));
    return asKnown ?? (await this.#imageAnew(slice, options));
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
    const { name } = document.node;
    const content = { node: name, fields: fieldsOf(document), document: packed(text) };
    const keys = keysOf(this.#prefix, name);
    return { revision: await this.#documents.exchange((redis) => replace(redis, keys, content)) };
  }

  async patch(node: string, given: InventoryPatch) {
    const patch = readPatch(given);
    const keys = keysOf(this.#prefix, node);
    return this.#patches.run(node, () =>
      patchNode(node, patch, {
        read: () => this.show(node, { atLeast: 0 }),
        swap: (change) => this.#documents.exchange((redis) => swap(redis, keys, change)),
      }),
    );
  }

  remove(node: string) {
    return this.#documents.exchange((redis) => forget(redis, keysOf(this.#prefix, node), node));
  }

  list(page: PageOptions) {
    return this.#lookups.exchange((redis) => listNodes(redis, this.#prefix, page), page.signal);
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
    signal?.throwIfAborted();
    const { revision, texts } = await unlessAborted(this.#fields.read(inventory, fields), signal);
    return answer(texts, revisionFrom(revision, node, atLeast));
  }

  async #imageAnew(slice: ImageSlice, { atLeast, signal }: ReadOptions) {
    const { inventory } = keysOf(this.#prefix, slice.node);
    const reply = await this.#lookups.exchange((redis) => fetchImage(redis, inventory, slice), signal);
    const answer = imageAnswer(reply, revisionFrom(reply[0], slice.node, atLeast));
    const { revision, image } = answer;
    if (image !== undefined) this.#images.keep(slice, { revision, image });
    return answer;
  }
}

const revisionFrom = (text: string | null, node: string, atLeast: number): number =>
  newEnough(node, text === null ? undefined : { revision: Number(text) }, atLeast).revision;
