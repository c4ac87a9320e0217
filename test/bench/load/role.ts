import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Load, Measured } from './closed-loop.ts';
import { ready } from './serve-load.ts';

/** A process of a system that is measured. */
export interface Role extends AsyncDisposable {
  readonly pid: number;
}

/** The process that asks. */
export interface Client extends Role {
  run(load: Load): Promise<Measured>;
}

type Environment = Readonly<Record<string, string>>;

/** Starts a program that calls `serveRole`; resolves when it serves. */
export const startRole = async (file: string, env: Environment): Promise<Role> => asRole(await started(file, env));

/** Starts a program that calls `serveLoad`; resolves when it serves. What it logs goes to `log`, an open file. */
export async function startClient(file: string, env: Environment, log?: number): Promise<Client> {
  const child = await started(file, env, log);
  const run = async (load: Load): Promise<Measured> => {
    child.send(load);
    const [answer] = (await once(child, 'message')) as [Measured | { readonly error: string }];
    if ('error' in answer) throw new Error(`${file}: ${answer.error}`);
    return answer;
  };
  return { ...asRole(child), run };
}

async function started(file: string, env: Environment, log?: number): Promise<ChildProcess> {
  const child = fork(file, {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 2, log ?? 2, 'ipc'],
  });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${file} ended with ${code} before it served`);
  });
  ended.catch(() => {});
  const [message] = await Promise.race([once(child, 'message'), ended]);
  if (message !== ready) throw new Error(`${file} said ${JSON.stringify(message)} before it served`);
  return child;
}

const asRole = (child: ChildProcess): Role => ({
  pid: child.pid ?? 0,
  async [Symbol.asyncDispose]() {
    if (!child.connected) return;
    const gone = once(child, 'exit');
    child.disconnect();
    await gone;
  },
});
