import type { Catalog, FactsOf, Kind, Resolution, SliceOf } from '@specline/contracts';

/** What a worker is told beside its slice. */
export interface ResolveContext {
  /** Ends when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  /** The worker must not answer from an older revision of the node's inventory. */
  readonly atLeast: number;
}

/** What a worker answers: a decision, and the inventory revision that it was read at. */
export interface WorkerAnswer<K extends Kind> extends Resolution<FactsOf<K>> {
  readonly revision: number;
}

/** A worker: data and one function. Parsing, validation, batches, time-outs and logs are the bus's business. */
export interface Worker<K extends Kind> {
  readonly kind: Catalog[K] & { readonly kind: K };
  resolve(slice: SliceOf<K>, context: ResolveContext): Promise<WorkerAnswer<K>>;
}

/** Lets the catalog entry type the function: slice in, decision out. */
export const defineWorker = <K extends Kind>(worker: Worker<K>): Worker<K> => worker;
