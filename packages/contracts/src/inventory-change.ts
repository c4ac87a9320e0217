import { z } from 'zod';

/** A node's inventory has a new revision: what is published on `inventory.<node>`. */
export const inventoryChangeSchema = z.object({
  node: z.string(),
  revision: z.int(),
  /** There where the node was forgotten. */
  removed: z.literal(true).optional(),
});

export type InventoryChange = z.infer<typeof inventoryChangeSchema>;
