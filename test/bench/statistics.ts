/** Of sorted numbers, the least one that at least this part of them does not exceed. */
export function percentile(sorted: ArrayLike<number>, part: number): number {
  const at = Math.max(0, Math.ceil(sorted.length * part) - 1);
  return sorted[at] ?? Number.NaN;
}

/** The middle of numbers in any order; of an even count the mean of the two in the middle. */
export const median = (numbers: readonly number[]): number => spread(numbers).median;

/** A median, and between which numbers the middle half of all lies. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

export function spread(numbers: readonly number[]): Spread {
  const sorted = numbers.toSorted((left, right) => left - right);
  return { median: between(sorted, 0.5), low: between(sorted, 0.25), high: between(sorted, 0.75) };
}

/** At a part of the way through sorted numbers; between two of them a mean, each as near as it is. */
function between(sorted: readonly number[], part: number): number {
  const at = (sorted.length - 1) * part;
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}
