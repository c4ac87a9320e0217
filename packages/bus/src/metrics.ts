import type { HistogramName, LabelsOf, NumberName } from './metrics/metric-table.ts';

/** Takes a duration, in seconds. */
export type Observe = (seconds: number) => void;

/**
 * Where a service tells its numbers. It counts in plain numbers of its own, which are read when somebody asks for them,
 * so that a message costs no more than an addition. What there is to tell is in the one table.
 */
export interface Metrics {
  /** Tells of a number. A counter that is told of twice under the same labels is the sum of both. */
  tell<N extends NumberName>(name: N, labels: LabelsOf<N>, read: () => number): void;
  /** Gives what takes the durations under these labels. */
  durations<N extends HistogramName>(name: N, labels: LabelsOf<N>): Observe;
}

const nobodyAsks = (): void => {};

/** Nobody asks: nothing is kept. */
export const noMetrics: Metrics = { tell: nobodyAsks, durations: () => nobodyAsks };
