import type { InventoryChange, Progress, Summary } from '@specline/contracts';

/** A request was accepted, or a spec composed or failed: recorded, so that it can be read again. */
export interface EventSight {
  readonly what: 'event';
  /** Its place among all events; to go on after it, watch from the next one. */
  readonly sequence: number;
  readonly recordedAt: Date;
  readonly event: Summary;
  /** The same for an event that was published twice. */
  readonly id: string | undefined;
  readonly traceparent: string | undefined;
}

/**
 * What is told as it happens: a worker's part has arrived, a node's inventory has a new revision, and where that was
 * asked for, an event as it is published, which may be before it is recorded, and again.
 */
export type LiveSight =
  | { readonly what: 'event'; readonly event: Summary }
  | { readonly what: 'progress'; readonly progress: Progress }
  | { readonly what: 'inventory'; readonly change: InventoryChange };

/** One thing that happened in a system. */
export type Sight = EventSight | LiveSight;
