import { readFileSync } from 'node:fs';

/** Of Linux: 100 everywhere, whatever the kernel's own clock. */
const ticksPerSecond = 100;

/** Seconds that a process has spent on processors, its own and the kernel's for it, as `/proc/<pid>/stat` has them. */
export function cpuSeconds(stat: string): number {
  // The second field is the program's name in brackets, which may hold anything.
  const [, , , , , , , , , , , user, system] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(user) + Number(system)) / ticksPerSecond;
}

/**
 * The same of each of some processes, by name.
 *
 * @throws Error naming one that has ended.
 */
export const readCpuSeconds = (processes: ReadonlyMap<string, number>): Map<string, number> =>
  new Map(Array.from(processes, ([name, pid]) => [name, cpuSeconds(statOf(name, pid))]));

function statOf(name: string, pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch (cause) {
    throw new Error(`${name} (process ${pid}) has ended while it was measured`, { cause });
  }
}
