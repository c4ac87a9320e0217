import { startProcess } from '@specline/testing';

/** Who asks, and where; what the command takes from its environment. */
type Caller = Readonly<Record<string, string>>;

/** What `specline compile --jsonl` writes for bundles, one a line. */
export const compile = (bundles: string): Promise<string> => specline(['compile', '--jsonl'], { stdin: bundles });

/** What `specline create --jsonl` writes for bundles or requests, one a line; '' or errors where the system is away. */
export const create = (documents: string, caller: Caller): Promise<string> =>
  run(['create', '--jsonl'], { stdin: documents, caller }).then(({ stdout }) => stdout);

export async function pushInventory(inventory: unknown, caller: Caller): Promise<void> {
  await specline(['inventory', 'push', '-'], { stdin: JSON.stringify(inventory), caller });
}

/** Orders a spec; the composed spec. */
export const submit = (order: unknown, caller: Caller): Promise<string> =>
  specline(['submit', '--wait', '-'], { stdin: JSON.stringify(order), caller });

/** The spec that was composed for an order, or ''. */
export const outcome = (id: string, caller: Caller): Promise<string> =>
  run(['outcome', id], { caller }).then(({ stdout }) => stdout);

/** What the gateway answers to a request for a spec; '' where it is away. */
export async function createOverHttp(request: string, { url, token }: { url: string; token: string }): Promise<string> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const answer = await fetch(`${url}/v1/specs`, { method: 'POST', headers, body: request }).catch(() => undefined);
  return (await answer?.text().catch(() => '')) ?? '';
}

interface RunOptions {
  readonly stdin?: string;
  readonly caller?: Caller;
}

async function specline(args: readonly string[], options: RunOptions): Promise<string> {
  const { exitCode, stdout, stderr } = await run(args, options);
  if (exitCode !== 0) throw new Error(`specline ${args.join(' ')} ended with ${exitCode}:\n${stderr}`);
  return stdout;
}

async function run(args: readonly string[], { stdin = '', caller = {} }: RunOptions) {
  await using command = await startProcess('packages/cli/src/main.ts', { args, stdin, env: caller });
  const exitCode = await command.exited;
  return { exitCode, stdout: command.stdout(), stderr: command.stderr() };
}
