import { NodeNotFound } from './errors.ts';
import type { NodeInventory } from './node-inventory.ts';

/** A name that no node has. */
const nobody = '-';

/** Asks the store once. Rejects with InventoryUnavailable where it is away, or the signal's reason. */
export async function askInventory(inventory: Pick<NodeInventory, 'node'>, signal?: AbortSignal): Promise<void> {
  try {
    await inventory.node(nobody, { atLeast: 0, ...(signal && { signal }) });
  } catch (error) {
    if (!(error instanceof NodeNotFound)) throw error;
  }
}
