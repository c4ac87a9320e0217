import { type DeadReason, type ErrorCode, errorCodes } from '@specline/contracts';

/** How a request comes in. */
export type Way = 'create' | 'submit';

/** Outcomes that were replied or recorded: composed, or failed with this first error. */
export type OutcomeCounts = Record<'composed' | ErrorCode, number>;

/** How many partials did not count, and why. */
export interface PartialCounts {
  /** Not JSON, no partials, or of another kind. */
  unreadable: number;
  /** Its job is not open, or never was. */
  late: number;
  /** Its kind has answered. */
  duplicate: number;
  /** From an older revision of the inventory than was asked for. */
  outdated: number;
}

/** What became of deliveries of submits. */
export interface SubmitCounts {
  taken: number;
  /** Of the taken: not for the first time. */
  redelivered: number;
  /** Ended with an outcome of ours. */
  recorded: number;
  /** Ended, for its outcome was there. */
  found: number;
  /** Came to nothing and will be delivered again. */
  rested: number;
  /** Dead letters. */
  readonly buried: Record<DeadReason, number>;
}

/** What became of attempts to record something. */
export interface AppendCounts {
  done: number;
  failed: number;
}

/** What one aggregator counts, from its start on. */
export interface Counts {
  /** Requests to create, also those that are refused. */
  creates: number;
  readonly outcomes: Readonly<Record<Way, OutcomeCounts>>;
  readonly partials: PartialCounts;
  /** Jobs that were asked for once more: a kind was silent, or nobody took its work. */
  reminded: number;
  /** Compositions that ended at their deadline. */
  overdue: number;
  /** Requests refused because too many were open. */
  overloaded: number;
  readonly submits: SubmitCounts;
  readonly appends: AppendCounts;
}

const noOutcomes = (): OutcomeCounts =>
  Object.fromEntries(['composed', ...errorCodes].map((result) => [result, 0])) as OutcomeCounts;

export const noCounts = (): Counts => ({
  creates: 0,
  outcomes: { create: noOutcomes(), submit: noOutcomes() },
  partials: { unreadable: 0, late: 0, duplicate: 0, outdated: 0 },
  reminded: 0,
  overdue: 0,
  overloaded: 0,
  submits: {
    taken: 0,
    redelivered: 0,
    recorded: 0,
    found: 0,
    rested: 0,
    buried: { unreadable: 0, conflict: 0, deliveries: 0 },
  },
  appends: { done: 0, failed: 0 },
});
