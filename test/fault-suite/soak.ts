import { readFile } from 'node:fs/promises';
import type { Estate } from './estate/estate.ts';

/** The resident memory of each service, in MiB, by the kernel. */
export async function residentMemory({ services }: Estate): Promise<Map<string, number>> {
  const entries = Array.from(services, async ([name, { pid }]) => [name, await residentOf(pid)] as const);
  return new Map(await Promise.all(entries));
}

async function residentOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? Number.NaN) / 1024;
}
