import { type CreateRequest, encode, type InventoryDocument } from '@specline/contracts';
import type { Mix } from './generated-mix.ts';
import type { LoadRequest } from './load-request.ts';
import { nodeName, requestId } from './names.ts';

/** A request of a file; with its inventory where it stands in a bundle. */
export interface Given {
  readonly request: CreateRequest;
  readonly inventory?: InventoryDocument;
}

export interface FileMixOptions {
  readonly run: string;
  /** For requests that have no deadline. */
  readonly deadlineMs: number;
}

/** The requests of a file in their order, over and over. What bundles know goes to nodes of this run's own. */
export function fileMix(given: readonly Given[], { run, deadlineMs }: FileMixOptions): Mix {
  const nodes = new OwnNodes(run);
  const texts = given.map(({ request, inventory }) => {
    const node = inventory === undefined ? request.node : nodes.nameFor(inventory);
    const { id: _, ...rest } = { deadlineMs, ...request, node };
    return encode(rest).slice(1);
  });
  return {
    requests: (index): LoadRequest => {
      const id = requestId(run, index);
      return { id, text: `{"id":"${id}",${texts[index % texts.length]}` };
    },
    nodeCount: nodes.documents.length,
    inventoryAt: (index) => nodes.at(index),
  };
}

/** One node for each inventory that differs: bundles of one node may disagree about it. */
class OwnNodes {
  readonly documents: InventoryDocument[] = [];
  readonly #run: string;
  readonly #names = new Map<string, string>();

  constructor(run: string) {
    this.#run = run;
  }

  nameFor(inventory: InventoryDocument): string {
    const text = encode(inventory);
    const known = this.#names.get(text);
    if (known !== undefined) return known;
    const name = nodeName(this.#run, this.documents.length);
    this.#names.set(text, name);
    this.documents.push({ ...inventory, node: { ...inventory.node, name } });
    return name;
  }

  at(index: number): InventoryDocument {
    const document = this.documents[index];
    if (document === undefined) throw new RangeError(`there is no node ${index}`);
    return document;
  }
}
