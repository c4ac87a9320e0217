import { z } from 'zod';
import { duration } from './quantities.ts';

const checks = ['refuse', 'warn', 'off'] as const;
export type InventoryCheck = (typeof checks)[number];

/** How a service reads the inventory. */
export const inventoryVariables = {
  /** How long what was read is used without asking again, unless a change is announced. */
  SPECLINE_CACHE_AGE: duration('0ms', '1m').prefault('5s'),
  /** What to do at start where the server evicts what was pushed. */
  SPECLINE_INVENTORY_CHECK: z.enum(checks, { error: `write one of: ${checks.join(', ')}` }).default('refuse'),
};
