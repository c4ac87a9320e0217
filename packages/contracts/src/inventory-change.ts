import { z } from 'zod';

/** A node's inventory has a new revision: what is published on `inventory.<node>`. */
export const inventoryChangeSchema = z.object({ node: z.string(), revision: z.int() });

export type InventoryChange = z.infer<typeof inventoryChangeSchema>;
