import type { Cell } from '../system/rounds.ts';
import { type BaselineOf, type Row, summarise } from './summary.ts';

/** How far a ratio was off from one whole run to the next, as a part of it. */
export interface Noise {
  readonly system: string;
  readonly open: number;
  readonly ratio: number;
  readonly cpuRatio: number;
}

/** What two runs of the same rounds differ in; nothing of what has no ratio. */
export function noiseBetween(first: readonly Cell[], second: readonly Cell[], baselineOf: BaselineOf): Noise[] {
  const others = summarise(second, baselineOf);
  return summarise(first, baselineOf).flatMap((row) => {
    const other = others.find(({ system, open }) => system === row.system && open === row.open);
    if (row.ratio === undefined || other?.ratio === undefined) return [];
    return [{ system: row.system, open: row.open, ...differences(row, other) }];
  });
}

const differences = (one: Row, other: Row): Pick<Noise, 'ratio' | 'cpuRatio'> => ({
  ratio: relative(one.ratio?.median, other.ratio?.median),
  cpuRatio: relative(one.cpuRatio?.median, other.cpuRatio?.median),
});

const relative = (one = Number.NaN, other = Number.NaN): number => Math.abs(one - other) / ((one + other) / 2);
