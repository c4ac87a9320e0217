import type { InventoryChange, Progress, Summary } from '@specline/contracts';

/** One thing that happened in a system. */
export type Sight =
  | { readonly what: 'event'; readonly event: Summary }
  | { readonly what: 'progress'; readonly progress: Progress }
  | { readonly what: 'inventory'; readonly change: InventoryChange };
