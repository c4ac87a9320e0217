import { median, type Spread, spread } from '../statistics.ts';
import type { Cell } from '../system/rounds.ts';

/** All rounds of one system under one load. */
export interface Row {
  readonly system: string;
  readonly open: number;
  readonly perSecond: Spread;
  readonly p50: number;
  readonly p99: number;
  /** CPU time of all processes for one request, in microseconds. */
  readonly cpu: number;
  /** The same of each process. */
  readonly cpuOf: ReadonlyMap<string, number>;
  /** Requests a second as a part of those of the baseline in the same round. */
  readonly ratio?: Spread;
  /** The baseline's CPU time for one request as a part of ours, round by round: what it would be on an idle machine. */
  readonly cpuRatio?: Spread;
  /** How many times the baseline's p50 ours is, round by round. */
  readonly p50Times?: number;
}

/** The name of what a system is compared with, if it is with any. */
export type BaselineOf = (system: string) => string | undefined;

/** Rows in the order in which loads and systems were first measured. */
export function summarise(cells: readonly Cell[], baselineOf: BaselineOf): Row[] {
  const groups = Map.groupBy(cells, ({ open, system }) => `${open} ${system}`);
  return Array.from(groups.values(), (own) => rowOf(own, cells, baselineOf)).toSorted(
    (left, right) => right.open - left.open,
  );
}

function rowOf(own: readonly Cell[], all: readonly Cell[], baselineOf: BaselineOf): Row {
  const [{ system, open } = { system: '', open: 0 }] = own;
  const baseline = baselineOf(system);
  const pairs = own.flatMap((cell) => {
    const base = all.find((other) => other.system === baseline && other.open === open && other.round === cell.round);
    return base === undefined ? [] : [{ cell, base }];
  });
  const ratios = pairs.map(({ cell, base }) => cell.perSecond / base.perSecond);
  const p50Times = median(pairs.map(({ cell, base }) => cell.p50 / base.p50));
  const cpuRatios = pairs.map(({ cell, base }) => total(base) / total(cell));
  return {
    system,
    open,
    perSecond: spread(own.map(({ perSecond }) => perSecond)),
    p50: median(own.map(({ p50 }) => p50)),
    p99: median(own.map(({ p99 }) => p99)),
    cpu: median(own.map(total)),
    cpuOf: new Map(Object.keys(own[0]?.cpu ?? {}).map((name) => [name, median(own.map(({ cpu }) => cpu[name] ?? 0))])),
    ...(pairs.length > 0 && { ratio: spread(ratios), cpuRatio: spread(cpuRatios), p50Times }),
  };
}

const total = ({ cpu }: Cell): number => Object.values(cpu).reduce((sum, part) => sum + part, 0);
