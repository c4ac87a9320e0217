import { isDeepStrictEqual } from 'node:util';
import type { Messages } from '@specline/bus';
import {
  encode,
  type InventoryChange,
  type InventoryDocument,
  type InventoryPatch,
  type Subjects,
} from '@specline/contracts';
import { type NodeInventory, NodeNotFound, type Snapshot } from '@specline/inventory';

interface Announcing {
  readonly messages: Messages;
  readonly subjects: Subjects;
}

interface Changing extends Announcing {
  readonly inventory: NodeInventory;
}

/** Replaces what is known of a node and announces its new revision. */
export async function pushInventory(
  document: InventoryDocument,
  { inventory, ...bus }: Changing,
): Promise<InventoryChange> {
  const { revision } = await inventory.push(document);
  return announce({ node: document.node.name, revision }, bus);
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

/** Changes parts of what is known of a node and announces its new revision. */
export async function patchInventory(
  node: string,
  patch: InventoryPatch,
  { inventory, ...bus }: Changing,
): Promise<InventoryChange> {
  const { revision } = await inventory.patch(node, patch);
  return announce({ node, revision }, bus);
}

/** Forgets a node and announces that; undefined: it was not known. */
export async function removeInventory(
  node: string,
  { inventory, ...bus }: Changing,
): Promise<InventoryChange | undefined> {
  const removed = await inventory.remove(node);
  return removed === undefined ? undefined : announce({ node, ...removed, removed: true }, bus);
}

function announce(change: InventoryChange, { messages, subjects }: Announcing): InventoryChange {
  messages.publish(subjects.inventory(change.node), encode(change));
  return change;
}
