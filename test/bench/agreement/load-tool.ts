import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LoadResult } from '@specline/load';
import { startProcess } from '@specline/testing';
import type { Percentile } from './go-client.ts';

const entry = 'packages/cli/src/main.ts';

/** Runs a command of the CLI to its end. Rejects with what it says where it fails. */
export async function specline(
  args: readonly string[],
  { env, stdin = '' }: { readonly env: Readonly<Record<string, string>>; readonly stdin?: string },
): Promise<void> {
  const process = await startProcess(entry, { args, env, stdin });
  if ((await process.exited) !== 0) throw new Error(process.stderr());
}

interface LoadOptions {
  /** Requests a second. */
  readonly rate: number;
  readonly nodes: number;
  readonly warmUpSeconds: number;
  /** That are counted. */
  readonly seconds: number;
}

/** What `specline load` says of a constant rate; its file goes to this folder. */
export async function loadTool(
  folder: string,
  env: Readonly<Record<string, string>>,
  { rate, nodes, warmUpSeconds, seconds }: LoadOptions,
): Promise<Percentile> {
  const file = join(folder, 'result.json');
  const times = ['--warm-up', `${warmUpSeconds}s`, '--duration', `${seconds}s`];
  const asked = ['--rate', String(rate), '--nodes', String(nodes), '--failures', '0%'];
  await specline(['load', ...asked, ...times, '--yes-it-is-mine', '--json', file], { env });
  const { total }: LoadResult = JSON.parse(await readFile(file, 'utf8'));
  const { latency } = total;
  return (percent) => new Map(Object.entries(latency)).get(`p${percent}`) ?? Number.NaN;
}
