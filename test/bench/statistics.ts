/** Of sorted numbers, the least one that at least this part of them does not exceed. */
export function percentile(sorted: ArrayLike<number>, part: number): number {
  const at = Math.max(0, Math.ceil(sorted.length * part) - 1);
  return sorted[at] ?? Number.NaN;
}

/** The middle of numbers in any order; of an even count the mean of the two in the middle. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((left, right) => left - right);
  const low = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  const high = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  return (low + high) / 2;
}

/** A median, and between which numbers the middle half of all lies. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

export function spread(numbers: readonly number[]): Spread {
  const sorted = numbers.toSorted((left, right) => left - right);
  return { median: median(numbers), low: percentile(sorted, 0.25), high: percentile(sorted, 0.75) };
}
