import { join } from 'node:path';
import { startCommand } from '@specline/testing';
import { goEnvironment } from '../../go-client/go-client.ts';
import { percentile } from '../statistics.ts';

export interface GoClientOptions {
  readonly natsUrl: string;
  readonly rate: number;
  /** Requests that go ahead and are not counted. */
  readonly warmUp: number;
  readonly requests: readonly string[];
}

/** Compiles client.go to a file in this folder. Rejects with what the compiler says. */
export async function goClient(folder: string): Promise<(options: GoClientOptions) => Promise<Percentile>> {
  const program = join(folder, 'client');
  await run('go', { args: ['build', '-o', program, 'client.go'], env: goEnvironment });
  return async ({ natsUrl, rate, warmUp, requests }) => {
    const args = [String(rate), String(warmUp)];
    const told = await run(program, { args, env: { NATS_URL: natsUrl }, stdin: requests.join('\n') });
    const latencies = told
      .trim()
      .split('\n')
      .map(Number)
      .sort((left, right) => left - right);
    return (percent) => percentile(latencies, percent / 100);
  };
}

/** Milliseconds that so many of a hundred requests do not exceed. */
export type Percentile = (percent: number) => number;

async function run(command: string, options: Parameters<typeof startCommand>[1]): Promise<string> {
  const process = await startCommand(command, { cwd: import.meta.dirname, ...options });
  if ((await process.exited) !== 0) throw new Error(process.stderr());
  return process.stdout();
}
