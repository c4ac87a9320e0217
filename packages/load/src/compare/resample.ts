import { chanceAt } from '../mix/chance.ts';

/** What a figure would have been in other runs like these, as far as their seconds tell. */
export type Figure<T> = (values: readonly T[]) => number;

const rounds = 1_000;

/**
 * A thousand figures of runs that might have been: runs are drawn from those that were, and within each, stretches of
 * seconds that follow each other, for a slow second is seldom alone. The same input gives the same figures.
 */
export function resampled<T>(runs: readonly (readonly T[])[], figure: Figure<T>, seed: number): readonly number[] {
  return Array.from({ length: rounds }, (_, round) => {
    let draw = 0;
    const chance = (): number => chanceAt(seed, round, draw++);
    const drawn = runs.flatMap(() => stretchesOf(runs[Math.floor(chance() * runs.length)] ?? [], chance));
    return figure(drawn);
  });
}

/** As many values as there are, in stretches about as long as there are stretches. */
function stretchesOf<T>(values: readonly T[], chance: () => number): readonly T[] {
  const length = Math.max(1, Math.round(Math.sqrt(values.length)));
  const drawn: T[] = [];
  // Around the end, so that the first and last seconds are drawn as often as all others.
  const twice = [...values, ...values];
  while (drawn.length < values.length) {
    const from = Math.floor(chance() * values.length);
    drawn.push(...twice.slice(from, from + length));
  }
  return drawn.slice(0, values.length);
}

/** The range in which the middle 95 of 100 are. */
export function middle(values: readonly number[]): readonly [number, number] {
  const sorted = values.toSorted((left, right) => left - right);
  const at = (part: number): number => sorted[Math.round(part * (sorted.length - 1))] ?? Number.NaN;
  return [at(0.025), at(0.975)];
}
