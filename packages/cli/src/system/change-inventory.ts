import { announceInventoryChange, type Messages } from '@specline/bus';
import type { InventoryChange, InventoryDocument, InventoryPatch, Subjects } from '@specline/contracts';
import type { NodeInventory } from '@specline/inventory';

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
  announceInventoryChange(messages, subjects, change);
  return change;
}
