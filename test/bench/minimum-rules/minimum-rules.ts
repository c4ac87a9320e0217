import { join } from 'node:path';
import { kinds } from '@specline/contracts';
import { type Role, startClient, startRole } from '../load/role.ts';
import { startNatsServer, startRedisServer } from '../load/servers.ts';
import { pushInventories } from '../specline/separate.ts';
import { specVerifier } from '../specline/verify.ts';
import type { Contestant, Running } from '../system/contestant.ts';

const program = (name: string): string => join(import.meta.dirname, `${name}.ts`);

/** What the work itself takes where nothing is around it: how far anybody could come with these rules. */
export const minimumWithRules: Contestant = {
  name: 'min-rules',
  about: 'a hand-written script with the schemas, rules and inventory of the product, slices and messages of many jobs',
  lacks:
    'deadlines, errors, logs, metrics, traces, progress, users; of its two events nobody hears whether they are kept',
  baseline: 'min',
  start,
};

async function start(): Promise<Running> {
  await using starting = new AsyncDisposableStack();
  const nats = starting.use(await startNatsServer());
  const redis = starting.use(await startRedisServer());
  const env = { NATS_URL: `nats://127.0.0.1:${nats.port}`, REDIS_URL: `redis://127.0.0.1:${redis.port}` };
  await pushInventories(env.REDIS_URL, {});
  const processes = new Map<string, number>([
    ['nats-server', nats.pid],
    ['redis-server', redis.pid],
  ]);
  const add = <T extends Role>(name: string, role: T): T => {
    processes.set(name, role.pid);
    return starting.use(role);
  };
  for (const kind of kinds) add(kind, await startRole(program('worker'), { ...env, KIND: kind }));
  add('aggregator', await startRole(program('aggregator'), env));
  const client = add('client', await startClient(program('client'), env));
  const running = starting.move();
  return { client, processes, verify: specVerifier(), [Symbol.asyncDispose]: () => running.disposeAsync() };
}
