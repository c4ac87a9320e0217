import { isDeepStrictEqual } from 'node:util';
import type { Messages } from '@specline/bus';
import { encode, type InventoryChange, type InventoryDocument, type Subjects } from '@specline/contracts';
import { type NodeInventory, NodeNotFound, type Snapshot } from '@specline/inventory';

interface PushOptions {
  readonly inventory: NodeInventory;
  readonly messages: Messages;
  readonly subjects: Subjects;
}

/** Replaces what is known of a node and announces its new revision. */
export async function pushInventory(
  document: InventoryDocument,
  { inventory, messages, subjects }: PushOptions,
): Promise<InventoryChange> {
  const { revision } = await inventory.push(document);
  const change = { node: document.node.name, revision };
  messages.publish(subjects.inventory(change.node), encode(change));
  return change;
}

/** Brings what is known of a node to a document; gives the revision from which on it is known. */
export type PushInventory = typeof pushInventory;

/**
 * The same, but pushes nothing where the node's inventory is this one already: a request that asks for its revision
 * then stays the same request.
 */
export const pushUnlessKnown: PushInventory = async (document, options) => {
  const { name } = document.node;
  const known = await options.inventory.show(name, { atLeast: 0 }).catch(nothingWhereNotFound);
  if (known !== undefined && isDeepStrictEqual(known.document, document))
    return { node: name, revision: known.revision };
  return pushInventory(document, options);
};

function nothingWhereNotFound(error: unknown): Snapshot | undefined {
  if (error instanceof NodeNotFound) return undefined;
  throw error;
}
