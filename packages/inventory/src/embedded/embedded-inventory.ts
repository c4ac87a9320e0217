import type { CredentialLookups, ImageSlice, InventoryDocument, MountsSlice, NetworkSlice } from '@specline/contracts';
import { copyOf } from '../document/copy.ts';
import { credentialsFacts, imageFacts, mountsFacts, networkFacts, type Snapshot } from '../document/facts.ts';
import { newEnough } from '../errors.ts';
import type { NodeInventory, ReadOptions } from '../node-inventory.ts';
import { freeze } from './freeze.ts';

/** An inventory in the memory of this process, gone with it: for one process, for trying out, for tests. */
export const embeddedInventory = (): NodeInventory => new EmbeddedInventory();

class EmbeddedInventory implements NodeInventory {
  readonly #snapshots = new Map<string, Snapshot>();

  async node(name: string, options: ReadOptions) {
    const { revision, document } = this.#snapshot(name, options);
    return { revision, facts: document.node };
  }

  async imageFacts(slice: ImageSlice, options: ReadOptions) {
    return imageFacts(this.#snapshot(slice.node, options), slice);
  }

  async mountsFacts(slice: MountsSlice, options: ReadOptions) {
    return mountsFacts(this.#snapshot(slice.node, options), slice);
  }

  async networkFacts(slice: NetworkSlice, options: ReadOptions) {
    return networkFacts(this.#snapshot(slice.node, options), slice);
  }

  async credentialsFacts(node: string, lookups: CredentialLookups, options: ReadOptions) {
    return credentialsFacts(this.#snapshot(node, options), lookups);
  }

  async push(given: InventoryDocument) {
    const document = freeze(copyOf(given).document);
    const { name } = document.node;
    const revision = (this.#snapshots.get(name)?.revision ?? 0) + 1;
    this.#snapshots.set(name, { revision, document });
    return { revision };
  }

  async show(node: string, options: ReadOptions): Promise<Snapshot> {
    const { revision, document } = this.#snapshot(node, options);
    return { revision, document: structuredClone(document) };
  }

  async close() {}

  #snapshot(node: string, { atLeast, signal }: ReadOptions): Snapshot {
    signal?.throwIfAborted();
    return newEnough(node, this.#snapshots.get(node), atLeast);
  }
}
