import type {
  CredentialLookups,
  ImageSlice,
  InventoryChange,
  InventoryDocument,
  InventoryPatch,
  MountsSlice,
  NetworkSlice,
} from '@specline/contracts';
import type { NodeInventory, PageOptions, ReadOptions } from '../node-inventory.ts';
import { AnswerCache, type CacheCounts, type Limits } from './answer-cache.ts';
import { isWholeCredentials } from './whole.ts';

/** An inventory that keeps what workers read. */
export interface CachedInventory extends NodeInventory {
  readonly counts: Readonly<CacheCounts>;
  /** To be told of each change that is announced. Changes in any order, or twice, do no harm. */
  changed(change: InventoryChange): void;
}

const defaults: Limits = {
  maximumAgeMs: 5_000,
  maximumEntries: 20_000,
  maximumBytes: 64 * 1024 * 1024,
  now: () => performance.now(),
};

/**
 * Keeps what workers read of a store for many containers, its nodes' facts and credential specs, for at most
 * `maximumAgeMs`, the least recently used out first. What is read is never older than a change that it was told of, nor
 * than `atLeast`, and has all that was asked for. Concurrent identical reads ask the store once.
 *
 * What is of one container is asked of the store each time: each request is for another one. Whole documents and lists
 * are not kept either.
 */
export const cachedInventory = (store: NodeInventory, limits: Partial<Limits> = {}): CachedInventory =>
  new KeptInventory(store, { ...defaults, ...limits });

const always = (): boolean => true;
const any: ReadOptions = { atLeast: 0 };

class KeptInventory implements CachedInventory {
  readonly #store: NodeInventory;
  readonly #cache: AnswerCache;

  constructor(store: NodeInventory, limits: Limits) {
    this.#store = store;
    this.#cache = new AnswerCache(limits);
  }

  get counts() {
    return this.#cache.counts;
  }

  changed({ node, revision }: InventoryChange) {
    this.#cache.heard(node, revision);
  }

  node(name: string, options: ReadOptions) {
    const ask = () => this.#store.node(name, any);
    return this.#cache.read({ node: name, key: JSON.stringify(['node', name]), ask, isWhole: always }, options);
  }

  imageFacts(slice: ImageSlice, options: ReadOptions) {
    return this.#asked(slice.node, this.#store.imageFacts(slice, options));
  }

  mountsFacts(slice: MountsSlice, options: ReadOptions) {
    return this.#asked(slice.node, this.#store.mountsFacts(slice, options));
  }

  networkFacts(slice: NetworkSlice, options: ReadOptions) {
    return this.#asked(slice.node, this.#store.networkFacts(slice, options));
  }

  credentialsFacts(node: string, lookups: CredentialLookups, options: ReadOptions) {
    const { files, registry, configs } = lookups;
    const key = JSON.stringify(['credentials', node, files, registry, configs]);
    const ask = () => this.#store.credentialsFacts(node, lookups, any);
    return this.#cache.read({ node, key, ask, isWhole: isWholeCredentials(lookups) }, options);
  }

  async push(document: InventoryDocument) {
    const { name: node } = document.node;
    return this.#told(node, await this.#store.push(document));
  }

  async patch(node: string, patch: InventoryPatch) {
    return this.#told(node, await this.#store.patch(node, patch));
  }

  async remove(node: string) {
    return this.#told(node, await this.#store.remove(node));
  }

  list(page: PageOptions) {
    return this.#store.list(page);
  }

  show(node: string, options: ReadOptions) {
    return this.#store.show(node, options);
  }

  close() {
    return this.#store.close();
  }

  /** Of the node as it is; a cache of it learns that from the answer. */
  async #asked<T extends { readonly revision: number }>(node: string, question: Promise<T>): Promise<T> {
    this.#cache.counts.misses += 1;
    return this.#told(node, await question);
  }

  #told<T extends { readonly revision: number } | undefined>(node: string, answer: T): T {
    if (answer !== undefined) this.#cache.heard(node, answer.revision);
    return answer;
  }
}
