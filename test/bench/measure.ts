import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a run took, in microseconds. */
export interface Usage {
  readonly user: number;
  readonly system: number;
  readonly wall: number;
}

interface Run {
  /** The checkout whose command is measured. */
  readonly checkout: string;
  readonly input: string;
  /** Of the machine's processors, the only one that the process may use. */
  readonly cpu: number;
  readonly folder: string;
}

/** Runs `specline compile --jsonl` from a file to a file, on one processor. */
export function usageOf({ checkout, input, cpu, folder }: Run): Usage {
  const report = join(folder, 'usage.json');
  const from = openSync(input, 'r');
  const to = openSync(join(folder, 'results.jsonl'), 'w');
  const program = [process.execPath, '--import', join(import.meta.dirname, 'report-usage.ts')];
  const command = [...program, join(checkout, 'packages', 'cli', 'src', 'main.ts'), 'compile', '--jsonl'];
  const { status } = spawnSync('taskset', ['-c', String(cpu), ...command], {
    stdio: [from, to, 'inherit'],
    env: { ...process.env, SPECLINE_USAGE_FILE: report },
  });
  for (const file of [from, to]) closeSync(file);
  if (status !== 0) throw new Error(`the command of ${checkout} ended with ${status}`);
  return JSON.parse(readFileSync(report, 'utf8')) as Usage;
}

/** What the second run took more than the first. */
export const difference = (less: Usage, more: Usage): Usage => ({
  user: more.user - less.user,
  system: more.system - less.system,
  wall: more.wall - less.wall,
});
