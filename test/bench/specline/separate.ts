import { redisInventory } from '@specline/inventory';
import { startClient } from '../load/role.ts';
import { startNatsServer, startRedisServer } from '../load/servers.ts';
import type { Contestant, Running } from '../system/contestant.ts';
import { Estate } from '../workload/estate.ts';
import { scrape } from './scraper.ts';
import { startServices } from './services.ts';
import { addressOf, passwords, roles } from './users.ts';
import { verifySpecs } from './verify.ts';

/** `create` as a user runs it: seven processes, users and rights, inventory in Redis, streams, logs, metrics. */
export const specline: Contestant = { name: 'specline', baseline: 'min', start };

async function start(): Promise<Running> {
  await using starting = new AsyncDisposableStack();
  const nats = starting.use(await startNatsServer(roles, passwords));
  const redis = starting.use(await startRedisServer());
  const redisUrl = `redis://127.0.0.1:${redis.port}`;
  await pushInventories(redisUrl);
  const natsUrl = addressOf(nats.port);
  const services = starting.use(await startServices({ natsUrl, redisUrl }));
  starting.use(scrape(services.metricsPorts));
  const env = { NATS_URL: natsUrl('scheduler'), INBOX_PREFIX: '_INBOX_scheduler' };
  const client = starting.use(await startClient(new URL('client.ts', import.meta.url).pathname, env));
  const servers: [string, number][] = [
    ['client', client.pid],
    ['nats-server', nats.pid],
    ['redis-server', redis.pid],
  ];
  const running = starting.move();
  return {
    client,
    processes: new Map([...servers, ...services.processes]),
    verify: verifySpecs,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

async function pushInventories(url: string): Promise<void> {
  const inventory = redisInventory({ url });
  for (const document of new Estate().inventories()) await inventory.push(document);
  await inventory.close();
}
