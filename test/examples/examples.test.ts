import { startNats, startProcess, startRedis, type TestProcess, type TestServer } from '@specline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServiceName, startServices } from '../processes/services.ts';

const tasks = 1_000;

describe('the examples of the client, on NATS, Redis and the services', () => {
  let nats: TestServer;
  let redis: TestServer;
  let env: Record<string, string>;
  let services: Map<ServiceName, TestProcess>;
  beforeAll(async () => {
    [nats, redis] = await Promise.all([startNats({ jetstream: true }), startRedis()]);
    env = { NATS_URL: nats.url, REDIS_URL: redis.url };
    services = await startServices(env);
  });
  afterAll(async () => {
    await Promise.all(Array.from(services.values(), (service) => service.stop()));
    await Promise.all([nats.stop(), redis.stop()]);
  });

  const startFeed = (...args: readonly string[]) =>
    startProcess('packages/client/examples/dashboard-feed.ts', { env, args });
  /** The events among the lines of a feed, as [sequence, type, id]. */
  const eventsOf = (feed: TestProcess): [number, string, string][] =>
    feed
      .stdout()
      .split('\n')
      .filter((line) => /^\d/.test(line))
      .map((line) => line.split(' '))
      .map(([sequence, , type = '', , id = '']) => [Number(sequence), type, id]);

  it('a scheduler orders 1,000 specs, and a dashboard sees each event once, in two goes', {
    timeout: 60_000,
  }, async () => {
    await using feed = await startFeed('0');
    const scheduler = await startProcess('packages/client/examples/scheduler.ts', { env });
    await feed.waitForLine((line) => line.startsWith('500 '), 30_000);
    expect(await feed.stop(), feed.stderr()).toBe(0);
    expect(await scheduler.exited, scheduler.stderr()).toBe(0);
    const [summary, ...results] = scheduler.stdout().trimEnd().split('\n');
    expect(summary).toMatch(/^1000 tasks on 20 nodes in \d+ ms$/);
    expect(results).toEqual(['composed: 990', 'not-found: 10']);

    const first = eventsOf(feed);
    await using rest = await startFeed(String(first.at(-1)?.[0]));
    await rest.waitForLine((line) => line.startsWith(`${2 * tasks} `), 30_000);
    const events = [...first, ...eventsOf(rest)];
    expect(events.map(([sequence]) => sequence)).toEqual(Array.from({ length: 2 * tasks }, (_, index) => index + 1));
    const types = Map.groupBy(events, ([, type]) => type);
    expect(types.get('accepted')).toHaveLength(tasks);
    expect(types.get('composed')).toHaveLength(990);
    expect(types.get('failed')).toHaveLength(10);
    expect(new Set(events.map(([, , id]) => id)).size).toBe(tasks);
    expect(feed.stdout()).toMatch(/^- inventory win-01 is at \d+$|^- image shop-\S+ ok$/m);
  });
});
