import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

export type Environment = Readonly<Record<string, string>>;

let running: ChildProcess | undefined;
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => running?.kill(signal));

/** Runs a program of this workspace or of the machine to its end, with more environment; whether it ended with 0. */
export async function succeeds(program: string, args: readonly string[], env: Environment): Promise<boolean> {
  const PATH = `${join(root, 'node_modules', '.bin')}:${process.env.PATH}`;
  running = spawn(program, args, { cwd: root, env: { ...process.env, PATH, ...env }, stdio: 'inherit' });
  const [exitCode] = await once(running, 'exit');
  running = undefined;
  return exitCode === 0;
}
