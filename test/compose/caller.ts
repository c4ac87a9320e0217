import { startProcess } from '@specline/testing';

/** Where a system is. */
interface Addresses {
  readonly natsUrl: string;
  readonly redisUrl: string;
}

/** What `specline compile --jsonl` writes for bundles, one a line. */
export const compile = (bundles: string): Promise<string> => specline(['compile', '--jsonl'], bundles);

/** What `specline create --jsonl` writes for bundles or requests, one a line; '' or errors where the system is away. */
export const create = (documents: string, system: Addresses): Promise<string> =>
  run(['create', '--jsonl', ...options(system)], documents).then(({ stdout }) => stdout);

export async function pushInventory(inventory: unknown, system: Addresses): Promise<void> {
  await specline(['inventory', 'push', ...options(system), '-'], JSON.stringify(inventory));
}

const options = ({ natsUrl, redisUrl }: Addresses): string[] => ['--nats', natsUrl, '--redis', redisUrl];

async function specline(args: readonly string[], stdin: string): Promise<string> {
  const { exitCode, stdout, stderr } = await run(args, stdin);
  if (exitCode !== 0) throw new Error(`specline ${args.join(' ')} ended with ${exitCode}:\n${stderr}`);
  return stdout;
}

async function run(args: readonly string[], stdin: string) {
  await using command = await startProcess('packages/cli/src/main.ts', { args, stdin });
  const exitCode = await command.exited;
  return { exitCode, stdout: command.stdout(), stderr: command.stderr() };
}
