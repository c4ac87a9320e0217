import { join } from 'node:path';
import { redisInventory } from '@specline/inventory';
import { startClient } from '../load/role.ts';
import { startNatsServer, startRedisServer } from '../load/servers.ts';
import type { Contestant, Running } from '../system/contestant.ts';
import { Estate, type EstateOptions } from '../workload/estate.ts';
import type { ClientEnvironment } from './connected.ts';
import { scrape } from './scraper.ts';
import { startServices } from './services.ts';
import { addressOf, passwords, roles } from './users.ts';
import { specVerifier } from './verify.ts';

/** A system in processes of its own, each service with its user, inventory in Redis, streams in files, logs, metrics. */
export interface SeparateOptions {
  /** The client's program, and its user. */
  readonly client: string;
  readonly user: 'scheduler' | 'scheduler-outcomes';
  readonly estate?: EstateOptions;
  /** Of each kind; one unless given. */
  readonly workers?: number;
}

/** A question that is answered, as a user asks it: seven processes. */
export const create: SeparateOptions = { client: 'create-client.ts', user: 'scheduler' };

const submit: SeparateOptions = { client: 'submit-client.ts', user: 'scheduler-outcomes' };

export const specline: Contestant = {
  name: 'specline',
  about: '`create` with the rules of the product, inventory in Redis, each request for another container',
  lacks: '',
  baseline: 'min',
  start: () => startSeparate(create),
};

export const speclineSubmit: Contestant = {
  name: 'specline-submit',
  about: '`submit` until its outcome is read: the request, two events and the outcome are recorded, each in a file',
  lacks: '',
  baseline: 'min-durable',
  start: () => startSeparate(submit),
};

export async function startSeparate({ client, user, estate = {}, workers = 1 }: SeparateOptions): Promise<Running> {
  await using starting = new AsyncDisposableStack();
  const nats = starting.use(await startNatsServer(roles, passwords));
  const redis = starting.use(await startRedisServer());
  const redisUrl = `redis://127.0.0.1:${redis.port}`;
  await pushInventories(redisUrl, estate);
  const natsUrl = addressOf(nats.port);
  const services = starting.use(await startServices({ natsUrl, redisUrl, workers }));
  starting.use(scrape(services.metricsPorts));
  const env = { NATS_URL: natsUrl(user), INBOX_PREFIX: `_INBOX_${user}`, ESTATE: JSON.stringify(estate) };
  const asking = starting.use(await startClient(join(import.meta.dirname, client), env satisfies ClientEnvironment));
  const servers: [string, number][] = [
    ['nats-server', nats.pid],
    ['redis-server', redis.pid],
  ];
  const running = starting.move();
  return {
    client: asking,
    processes: new Map([...servers, ...services.processes, ['client', asking.pid]]),
    verify: specVerifier(estate),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

export async function pushInventories(url: string, estate: EstateOptions): Promise<void> {
  const inventory = redisInventory({ url });
  for (const document of new Estate(estate).inventories()) await inventory.push(document);
  await inventory.close();
}
