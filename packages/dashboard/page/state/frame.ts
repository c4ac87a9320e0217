import type { InventoryChange, Progress, Summary } from '@specline/contracts';

/** An event as the gateway tells it: its summary, and its place among all. */
export interface TellingEvent extends Summary {
  readonly sequence: number;
  /** When it was recorded, in ISO 8601. */
  readonly recordedAt: string;
  readonly traceparent?: string | undefined;
}

/** What was told within a tenth of a second, and is recorded nowhere. */
interface Told {
  readonly progress: readonly Progress[];
  readonly inventory: readonly InventoryChange[];
  /** How many more there were. */
  readonly skipped: number;
}

/** One message of `/v1/live`. */
export interface Frame {
  /** The gateway's clock, in milliseconds since 1970. */
  readonly at: number;
  readonly events: readonly TellingEvent[];
  readonly live: readonly Told[];
  /** How many members of `live` this reader was too slow for. */
  readonly lost: number;
}
