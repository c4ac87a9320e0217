import type { Load } from '../load/closed-loop.ts';
import { readCpuSeconds } from '../load/cpu-time.ts';
import type { Contestant, Running } from './contestant.ts';

/** One load of one system in one round. */
export interface Cell extends Speeds {
  readonly system: string;
  readonly round: number;
}

export interface Speeds {
  readonly open: number;
  readonly perSecond: number;
  /** Of one request, in milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** CPU time of each process for one request, in microseconds. */
  readonly cpu: Readonly<Record<string, number>>;
}

/** A system that runs. */
export interface Entrant extends Pick<Contestant, 'name' | 'open'> {
  readonly running: Running;
}

export interface Plan {
  readonly rounds: number;
  readonly loads: readonly Load[];
}

/**
 * Measures systems in turn: in each round, for each load, one after the other; each round begins with another one, so
 * that a machine that becomes slower meets all of them.
 */
export async function measureRounds(
  entrants: readonly Entrant[],
  { rounds, loads }: Plan,
  tell: (cell: Cell) => void = () => {},
): Promise<Cell[]> {
  const cells: Cell[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const load of loads) {
      for (const { name, open, running } of rotated(entrants, round)) {
        if (open?.includes(load.open) === false) continue;
        const cell = { system: name, round, ...(await measure(running, load)) };
        cells.push(cell);
        tell(cell);
      }
    }
  }
  return cells;
}

/** Puts one load on a system, and holds what it answers against what is right. */
export async function measure(system: Running, load: Load): Promise<Speeds> {
  const before = readCpuSeconds(system.processes);
  const { completed, milliseconds, p50, p99, samples } = await system.client.run(load);
  const after = readCpuSeconds(system.processes);
  system.verify?.(samples);
  const cpuOf = (name: string, seconds: number): number => ((seconds - (before.get(name) ?? 0)) * 1e6) / completed;
  const cpu = Object.fromEntries(Array.from(after, ([name, seconds]) => [name, cpuOf(name, seconds)]));
  return { open: load.open, perSecond: (completed * 1_000) / milliseconds, p50, p99, cpu };
}

/** The same list, begun so many places later. */
export const rotated = <T>(list: readonly T[], by: number): T[] => {
  const at = by % list.length;
  return [...list.slice(at), ...list.slice(0, at)];
};
