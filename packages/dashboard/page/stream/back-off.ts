/** Milliseconds; a gateway that is restarted is back within a second or two. */
const first = 500;
const most = 15_000;

/**
 * How long to wait before the next attempt.
 *
 * @param failures how many have failed one after another, this one among them.
 * @param random from 0 to 1: pages that lost their gateway together do not come back together.
 */
export const backOffMs = (failures: number, random: number): number =>
  Math.min(most, first * 2 ** Math.max(0, failures - 1)) * (0.75 + random / 2);
