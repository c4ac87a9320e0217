import type { Log, Spans } from '@specline/bus';
import type { CreateRequest, Kind, Outcome } from '@specline/contracts';
import type { NodeInventory } from '@specline/inventory';
import type { Counts, Way } from './counts.ts';
import type { JobBook } from './job-book.ts';
import type { Durations } from './measures.ts';
import type { Outbox } from './outbox.ts';

/** One request that is to be composed. */
export interface Order {
  readonly way: Way;
  readonly id: string;
  readonly request: CreateRequest;
  readonly traceparent: string;
  readonly deadlineMs: number;
  /** Called once. */
  done(outcome: Outcome): void;
}

/** What all compositions of one aggregator share. */
export interface Workshop {
  readonly inventory: NodeInventory;
  readonly outbox: Outbox;
  readonly log: Log;
  readonly jobs: JobBook;
  /** Kinds whose work nobody takes at present. */
  readonly unheard: ReadonlySet<Kind>;
  readonly counts: Counts;
  readonly durations: Durations;
  readonly spans: Spans;
}
