import type { Metrics } from '../metrics.ts';

/** Tells how reads of the inventory were answered. */
export function tellInventoryReads(
  metrics: Metrics,
  counts: { readonly hits: number; readonly shared: number; readonly misses: number },
): void {
  metrics.tell('specline_inventory_reads_total', { result: 'hit' }, () => counts.hits);
  metrics.tell('specline_inventory_reads_total', { result: 'shared' }, () => counts.shared);
  metrics.tell('specline_inventory_reads_total', { result: 'miss' }, () => counts.misses);
}
