import type { Messages } from '@specline/bus';
import { encode, type InventoryChange, type InventoryDocument, type Subjects } from '@specline/contracts';
import type { NodeInventory } from '@specline/inventory';

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
