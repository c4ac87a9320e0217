import { type Role, startClient, startRole } from '../load/role.ts';
import { startNatsServer } from '../load/servers.ts';
import type { Contestant, Running } from '../system/contestant.ts';
import { workers } from './subjects.ts';

const entry = (name: string): string => new URL(`${name}.ts`, import.meta.url).pathname;

/** The yardstick: whole requests to five queue groups, parsed everywhere, joined in a map. Seven processes, no features. */
export const minimum: Contestant = { name: 'min', start };

async function start(): Promise<Running> {
  await using starting = new AsyncDisposableStack();
  const nats = starting.use(await startNatsServer());
  const env = { NATS_URL: `nats://127.0.0.1:${nats.port}` };
  const processes = new Map([['nats-server', nats.pid]]);
  const add = <T extends Role>(name: string, role: T): T => {
    processes.set(name, role.pid);
    return starting.use(role);
  };
  for (const worker of workers) add(worker, await startRole(entry('worker'), { ...env, KIND: worker }));
  add('aggregator', await startRole(entry('aggregator'), env));
  const client = add('client', await startClient(entry('client'), env));
  const running = starting.move();
  return { client, processes, [Symbol.asyncDispose]: () => running.disposeAsync() };
}
