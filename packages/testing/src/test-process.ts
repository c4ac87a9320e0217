import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { OutputLines } from './output-lines.ts';
import { endWith, exitCodeOf, hasEnded, spawnOwned } from './owned-process.ts';

/** A service starts within a second where nothing else runs; six at once on a busy machine have taken fifteen. */
const patienceMs = 45_000;

const root = join(import.meta.dirname, '..', '..', '..');

export interface ProcessOptions {
  readonly args?: readonly string[];
  /** Added to a bare environment: what the developer has set, NATS_URL say, does not reach the test. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** All of its standard input; without it that is empty. */
  readonly stdin?: string | Uint8Array;
}

/** A program that runs beside the test. */
export interface TestProcess extends AsyncDisposable {
  readonly pid: number;
  /** Everything written so far, exact. */
  stdout(): string;
  stderr(): string;
  /** The first line of either output that fits, also among those already written. */
  waitForLine(fits: (line: string) => boolean, timeoutMs?: number): Promise<string>;
  /** Its exit code once it has ended and its output is read; 128 and the number after a signal. */
  readonly exited: Promise<number>;
  signal(name: NodeJS.Signals): void;
  /** Asks it to end and waits; rejects when it does not. */
  stop(): Promise<number>;
  kill(): Promise<number>;
}

/** Runs an entry of the workspace, e.g. `services/image/src/main.ts`, as a process of its own on this Node. */
export function startProcess(entry: string, options: ProcessOptions = {}): Promise<TestProcess> {
  return startCommand(process.execPath, { ...options, args: [join(root, entry), ...(options.args ?? [])] });
}

/** Runs any command; `node` means this Node, as under npm. */
export async function startCommand(command: string, options: ProcessOptions = {}): Promise<TestProcess> {
  const { args = [], env = {}, cwd = root, stdin = '' } = options;
  const child = await spawnOwned(command, args, { cwd, env: { ...bareEnvironment(), ...env }, stdio: 'pipe' });
  child.stdin?.on('error', () => {}); // it may end before it has read all
  child.stdin?.end(stdin);
  return observe(child);
}

function bareEnvironment(): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of ['HOME', 'LANG', 'TMPDIR']) {
    const value = process.env[name];
    if (value !== undefined) kept[name] = value;
  }
  return { ...kept, PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ''}` };
}

function observe(child: ChildProcess): TestProcess {
  const output = new OutputLines(child);
  const exited = once(child, 'close').then(() => exitCodeOf(child));
  const stop = async (): Promise<number> => {
    await endWith(child, 'SIGTERM');
    return exited;
  };
  return {
    pid: child.pid ?? 0,
    stdout: () => output.stdout,
    stderr: () => output.stderr,
    waitForLine: (fits, timeoutMs = patienceMs) => output.waitFor(fits, timeoutMs),
    exited,
    signal: (name) => {
      if (!hasEnded(child)) child.kill(name);
    },
    stop,
    kill: () => endWith(child, 'SIGKILL'),
    [Symbol.asyncDispose]: async () => {
      await stop();
    },
  };
}
