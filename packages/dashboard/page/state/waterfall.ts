/** One bar: from when to when, in milliseconds since the request was received. */
interface Bar {
  readonly name: string;
  readonly from: number;
  /** Undefined: it is not over, or nobody has seen its end. */
  readonly to: number | undefined;
}

export interface Waterfall {
  readonly bars: readonly Bar[];
  /** Of the whole. */
  readonly totalMs: number;
}

export interface Ended {
  /** Whether it ended with a spec. */
  readonly composed: boolean;
  /** Milliseconds from receipt to each kind's part, and `total`; what is not known is not there. */
  readonly timings: Readonly<Record<string, number | undefined>>;
}

/**
 * When each worker's part was there. All are asked at once, when the request is received; what is left of the whole
 * behind the last part is the composition, where there was one.
 */
export function waterfall(kinds: readonly string[], { composed, timings }: Ended): Waterfall {
  const arrivals = kinds.map((kind) => timings[kind]);
  const last = Math.max(0, ...arrivals.filter((arrival) => arrival !== undefined));
  const total = timings.total ?? last;
  const bars: Bar[] = kinds.map((name, index) => ({ name, from: 0, to: arrivals[index] }));
  if (composed && last > 0) bars.push({ name: 'compose', from: last, to: total });
  return { bars, totalMs: Math.max(total, last) };
}
