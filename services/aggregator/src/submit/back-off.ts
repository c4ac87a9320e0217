/** How long a submit rests after its first, second, … attempt came to nothing, in milliseconds; the last one repeats. */
const rests = [1_000, 2_000, 5_000, 15_000, 30_000, 60_000] as const;
const longestRest = 60_000;

/** How long a submit rests before the delivery after this one, in milliseconds. */
export const restAfter = (deliveryCount: number): number => rests[deliveryCount - 1] ?? longestRest;

/**
 * How often a submit can have been delivered if each delivery ended with its rest, `ageMs` after it was accepted.
 * What it was delivered beyond that, nobody ended: its taker died or was cut off.
 */
export function explainedDeliveries(ageMs: number): number {
  let count = 1;
  for (let rested = restAfter(1); rested <= ageMs; rested += restAfter(count)) count += 1;
  return count;
}
