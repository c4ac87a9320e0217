import { type Role, startClient, startRole } from '../load/role.ts';
import { type Server, startNatsServer, startRedisServer } from '../load/servers.ts';
import { workers } from '../workload/partial.ts';
import type { Running } from './contestant.ts';

/** A system of a client, an aggregator and five workers, each a program of its own in one folder. */
export interface Seven {
  readonly folder: URL;
  readonly extension: 'ts' | 'js';
  readonly broker: keyof typeof brokers;
}

const brokers = {
  'nats-server': { start: (): Promise<Server> => startNatsServer(), variable: 'NATS_URL', scheme: 'nats' },
  'redis-server': { start: startRedisServer, variable: 'REDIS_URL', scheme: 'redis' },
} as const;

/** Starts the broker, then the programs, who serves before who asks. */
export async function startSeven({ folder, extension, broker }: Seven): Promise<Running> {
  await using starting = new AsyncDisposableStack();
  const { start, variable, scheme } = brokers[broker];
  const server = starting.use(await start());
  const env = { [variable]: `${scheme}://127.0.0.1:${server.port}` };
  const processes = new Map([[broker, server.pid] as [string, number]]);
  const program = (name: string): string => new URL(`${name}.${extension}`, folder).pathname;
  const add = <T extends Role>(name: string, role: T): T => {
    processes.set(name, role.pid);
    return starting.use(role);
  };
  await Promise.all(
    workers.map(async (worker) => add(worker, await startRole(program('worker'), { ...env, KIND: worker }))),
  );
  add('aggregator', await startRole(program('aggregator'), env));
  const client = add('client', await startClient(program('client'), env));
  const running = starting.move();
  return { client, processes, [Symbol.asyncDispose]: () => running.disposeAsync() };
}
