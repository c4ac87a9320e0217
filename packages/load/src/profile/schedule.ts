import type { Segment } from './parse-profile.ts';
import { type Phase, warmUpName } from './phase.ts';

/** When each request of an open model is meant to be sent, whatever became of those before it. */
export interface Schedule {
  readonly phases: readonly Phase[];
  readonly durationMs: number;
  /** Requests in all. */
  readonly total: number;
  /** Milliseconds from the beginning to request number `index`, from 0 on; undefined behind the last one. */
  timeOf(index: number): number | undefined;
  /** How many are meant to be sent before this time. */
  dueBefore(ms: number): number;
  /** Requests a second that are asked for at this time. */
  rateAt(ms: number): number;
}

/** A segment in its place: arrivals are counted as a real number, and a request is due where that is a whole one. */
interface Placed extends Segment {
  readonly fromMs: number;
  readonly arrivedBefore: number;
}

/** Spreads the requests of a profile evenly; a warm-up goes ahead at the rate that the profile begins with. */
export function scheduleOf(profile: readonly Segment[], warmUpMs = 0): Schedule {
  const placed = place(warmUpMs === 0 ? profile : [warmUp(profile, warmUpMs), ...profile]);
  const durationMs = placed.reduce((sum, segment) => sum + segment.durationMs, 0);
  const total = Math.ceil(placed.reduce((sum, segment) => sum + arrivalsOf(segment), 0) - rounding);
  const at = (ms: number): Placed | undefined =>
    placed.find((segment) => ms < segment.fromMs + segment.durationMs) ?? placed.at(-1);
  return {
    phases: placed.map(phaseOf(warmUpMs > 0)),
    durationMs,
    total,
    timeOf(index) {
      if (index >= total) return undefined;
      const segment = placed.findLast(({ arrivedBefore }) => arrivedBefore <= index + rounding);
      return segment === undefined ? undefined : segment.fromMs + timeIn(segment, index - segment.arrivedBefore);
    },
    dueBefore(ms) {
      if (ms >= durationMs) return total;
      const segment = at(Math.max(0, ms));
      return segment === undefined ? 0 : Math.max(0, Math.ceil(arrivedBy(segment, ms) - rounding));
    },
    rateAt(ms) {
      const segment = at(ms);
      if (segment === undefined) return 0;
      const part = (ms - segment.fromMs) / segment.durationMs;
      return segment.from + (segment.to - segment.from) * Math.min(1, Math.max(0, part));
    },
  };
}

/** Sums of real numbers miss a whole one by less than this. */
const rounding = 1e-6;

const warmUp = ([first]: readonly Segment[], durationMs: number): Segment => {
  const rate = Math.max(1, first?.from ?? 1);
  return { name: warmUpName, from: rate, to: rate, durationMs };
};

function place(profile: readonly Segment[]): readonly Placed[] {
  let fromMs = 0;
  let arrivedBefore = 0;
  return profile.map((segment) => {
    const placed = { ...segment, fromMs, arrivedBefore };
    fromMs += segment.durationMs;
    arrivedBefore += arrivalsOf(segment);
    return placed;
  });
}

const phaseOf =
  (hasWarmUp: boolean) =>
  ({ name, fromMs, durationMs }: Placed, index: number): Phase => ({
    name,
    fromMs,
    toMs: fromMs + durationMs,
    measured: !hasWarmUp || index > 0,
  });

const arrivalsOf = ({ from, to, durationMs }: Segment): number => (((from + to) / 2) * durationMs) / 1_000;

/** Arrivals of the whole run up to a time within this segment. */
function arrivedBy({ from, to, durationMs, fromMs, arrivedBefore }: Placed, ms: number): number {
  const seconds = (ms - fromMs) / 1_000;
  const growth = ((to - from) / durationMs) * 1_000;
  return arrivedBefore + from * seconds + (growth / 2) * seconds ** 2;
}

/** Milliseconds into a segment until so many have arrived: solves `from·t + growth/2·t² = arrivals`. */
function timeIn({ from, to, durationMs }: Segment, arrivals: number): number {
  const missing = Math.max(0, arrivals);
  const growth = ((to - from) / durationMs) * 1_000;
  const root = Math.sqrt(Math.max(0, from ** 2 + 2 * growth * missing));
  // This form of the solution has no difference of two nearly equal numbers in it.
  const seconds = missing === 0 ? 0 : (2 * missing) / (from + root);
  return Math.min(durationMs, seconds * 1_000);
}
