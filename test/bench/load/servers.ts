import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startCommand } from '@specline/testing';

/** A NATS or Redis server of one system; beside its address it tells its process, whose CPU time is read. */
export interface Server extends AsyncDisposable {
  readonly port: number;
  readonly pid: number;
}

interface Plan {
  readonly program: 'nats-server' | 'redis-server';
  /** All of its configuration. */
  readonly config: (port: number, folder: string) => string;
  /** Holds in a line that it writes as soon as it serves. */
  readonly serving: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A NATS server, with a store of streams; more of its configuration may follow. */
export const startNatsServer = (config = '', env: Readonly<Record<string, string>> = {}): Promise<Server> =>
  start({
    program: 'nats-server',
    config: (port, folder) =>
      [`listen: "127.0.0.1:${port}"`, `jetstream { store_dir: ${JSON.stringify(folder)} }`, config].join('\n'),
    serving: 'Server is ready',
    env,
  });

/** A Redis as the inventory wants it: it writes what it is told to its disk, and evicts nothing. */
export const startRedisServer = (): Promise<Server> =>
  start({
    program: 'redis-server',
    config: (port, folder) =>
      `bind 127.0.0.1\nport ${port}\ndir ${folder}\nsave ""\nappendonly yes\nmaxmemory-policy noeviction\n`,
    serving: 'Ready to accept connections',
  });

async function start({ program, config, serving, env = {} }: Plan): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), `specline-bench-${program}-`));
  const port = await freePort();
  const file = join(folder, 'server.conf');
  await writeFile(file, config(port, folder));
  const child = await startCommand(program, { args: program === 'nats-server' ? ['-c', file] : [file], env });
  await child.waitForLine((line) => line.includes(serving));
  return {
    port,
    pid: child.pid,
    async [Symbol.asyncDispose]() {
      await child.stop();
      await rm(folder, { recursive: true });
    },
  };
}
