import { type Role, startClient, startRole } from '../load/role.ts';
import { type Server, startNatsServer, startRedisServer } from '../load/servers.ts';
import { workers } from '../workload/partial.ts';
import type { Running } from './contestant.ts';

/** A system of a client, an aggregator and five workers on a broker: the file of each program. */
export interface Seven {
  readonly client: string;
  readonly aggregator: string;
  readonly worker: string;
  readonly broker: keyof typeof brokers;
}

const brokers = {
  'nats-server': { start: (): Promise<Server> => startNatsServer(), variable: 'NATS_URL', scheme: 'nats' },
  'redis-server': { start: startRedisServer, variable: 'REDIS_URL', scheme: 'redis' },
} as const;

/** Starts the broker, then the programs, who serves before who asks. */
export async function startSeven({ client, aggregator, worker, broker }: Seven): Promise<Running> {
  await using starting = new AsyncDisposableStack();
  const { start, variable, scheme } = brokers[broker];
  const server = starting.use(await start());
  const env = { [variable]: `${scheme}://127.0.0.1:${server.port}` };
  const processes = new Map<string, number>([[broker, server.pid]]);
  const add = <T extends Role>(name: string, role: T): T => {
    processes.set(name, role.pid);
    return starting.use(role);
  };
  for (const kind of workers) add(kind, await startRole(worker, { ...env, KIND: kind }));
  add('aggregator', await startRole(aggregator, env));
  const asking = add('client', await startClient(client, env));
  const running = starting.move();
  return { client: asking, processes, [Symbol.asyncDispose]: () => running.disposeAsync() };
}
