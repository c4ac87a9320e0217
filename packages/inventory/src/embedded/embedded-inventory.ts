import {
  type CredentialLookups,
  compareBytes,
  type ImageSlice,
  type InventoryDocument,
  type InventoryPatch,
  type MountsSlice,
  type NetworkSlice,
} from '@specline/contracts';
import { copyOf } from '../document/copy.ts';
import { credentialsFacts, imageFacts, mountsFacts, networkFacts, type Snapshot } from '../document/facts.ts';
import { freeze } from '../document/freeze.ts';
import { patched, readPatch } from '../document/patched.ts';
import { expectRevision, newEnough } from '../errors.ts';
import type { NodeInventory, Page, PageOptions, ReadOptions } from '../node-inventory.ts';

/** An inventory in the memory of this process, gone with it: for one process, for trying out, for tests. */
export const embeddedInventory = (): NodeInventory => new EmbeddedInventory();

interface Kept extends Snapshot {
  readonly text: string;
  readonly changed: Date;
}

class EmbeddedInventory implements NodeInventory {
  readonly #kept = new Map<string, Kept>();
  /** The last revision given out of each node, which outlives its removal. */
  readonly #revisions = new Map<string, number>();

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
    return this.#keep(copyOf(given));
  }

  async patch(node: string, given: InventoryPatch) {
    const patch = readPatch(given);
    const { revision, document, text } = this.#snapshot(node, { atLeast: 0 });
    expectRevision(node, revision, patch.ifRevision);
    const copy = patched(document, patch);
    return copy.text === text ? { revision } : this.#keep(copy);
  }

  async remove(node: string) {
    return this.#kept.delete(node) ? { revision: this.#nextRevision(node) } : undefined;
  }

  async list({ after, limit, signal }: PageOptions): Promise<Page> {
    signal?.throwIfAborted();
    const known = [...this.#kept]
      .filter(([name]) => after === undefined || compareBytes(name, after) > 0)
      .toSorted(([left], [right]) => compareBytes(left, right));
    const nodes = known.slice(0, limit).map(([node, { revision, changed }]) => ({ node, revision, changed }));
    const last = nodes.at(-1);
    return { nodes, ...(known.length > limit && last !== undefined ? { next: last.node } : {}) };
  }

  async show(node: string, options: ReadOptions): Promise<Snapshot> {
    const { revision, document } = this.#snapshot(node, options);
    return { revision, document: structuredClone(document) };
  }

  async close() {}

  #keep({ text, document }: { readonly text: string; readonly document: InventoryDocument }) {
    const { name } = document.node;
    const revision = this.#nextRevision(name);
    this.#kept.set(name, { revision, text, document: freeze(document), changed: new Date() });
    return { revision };
  }

  #nextRevision(node: string): number {
    const revision = (this.#revisions.get(node) ?? 0) + 1;
    this.#revisions.set(node, revision);
    return revision;
  }

  #snapshot(node: string, { atLeast, signal }: ReadOptions): Kept {
    signal?.throwIfAborted();
    return newEnough(node, this.#kept.get(node), atLeast);
  }
}
