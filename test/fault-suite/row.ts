import type { Estate, EstateOptions } from './estate/estate.ts';

/** One row of the fault table: what is broken, in which estate, and how long submits may stand still for it. */
export interface Row {
  readonly name: string;
  readonly estate?: Partial<EstateOptions>;
  readonly submits?: number;
  /** Submits begun in a second. */
  readonly rate?: number;
  /** What the fault may cost besides the deadline: being noticed, being mended, in milliseconds. */
  readonly recoveryMs: number;
  /** Breaks the estate while the load runs, and mends it. Resolves when it is mended. */
  break(estate: Estate, context: FaultContext): Promise<void>;
}

interface FaultContext {
  readonly random: () => number;
  /** Resolves after so many milliseconds of load. */
  pass(milliseconds: number): Promise<void>;
  /** Pushes the inventory of all nodes once more. */
  push(): Promise<void>;
  /** Resolves when the load is published. */
  readonly published: Promise<unknown>;
}

/** Deadline of a request and patience of the queue, short so that a run is. */
export const deadlineMs = 2_000;
export const acknowledgeMs = 5_000;

export const environment: Readonly<Record<string, string>> = {
  SPECLINE_DEADLINE_MS: String(deadlineMs),
  SPECLINE_ACKNOWLEDGE_WITHIN: `${acknowledgeMs}ms`,
  // A cache would bridge the outage of a store: no join would notice it.
  SPECLINE_CACHE_AGE: '0ms',
};
