import { connectBus, type Messages, silentLog } from '@specline/bus';
import { catalog, defaultPrefix, encode, type Kind, type Outcome, subjectsBelow } from '@specline/contracts';
import { type NodeInventory, redisInventory } from '@specline/inventory';
import { startNats, startRedis, type TestProcess, type TestServer } from '@specline/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { redisCommand } from '../fault-suite/estate/redis-command.ts';
import { sampleInventory, sampleRequest } from '../faults/sample.ts';
import { outcomeOf } from '../faults/system.ts';
import { type ServiceName, services, serving, startService, startServices } from './services.ts';

const subjects = subjectsBelow(defaultPrefix);

describe('the services, each in a process of its own', () => {
  let nats: TestServer;
  let redis: TestServer;
  let env: Record<string, string>;
  let running: Map<ServiceName, TestProcess>;
  let messages: Messages;
  let inventory: NodeInventory;

  beforeAll(async () => {
    [nats, redis] = await Promise.all([startNats(), startRedis()]);
    env = { NATS_URL: nats.url, REDIS_URL: redis.url };
    running = await startServices(env);
    ({ messages } = await connectBus({ servers: [nats.url], name: 'test', log: silentLog }));
    inventory = redisInventory({ url: redis.url });
    await inventory.push(sampleInventory());
  });
  afterAll(async () => {
    await Promise.all(Array.from(running.values(), (service) => service.stop()));
    await Promise.all([messages.close(), inventory.close()]);
    await Promise.all([nats.stop(), redis.stop()]);
  });

  async function create(id: string): Promise<Outcome> {
    const reply = await messages.request(subjects.create, encode(sampleRequest({ id })), { timeoutMs: 10_000 });
    return outcomeOf(reply);
  }

  it('compose a request', async () => {
    expect(await create('r1')).toMatchObject({
      id: 'r1',
      status: 'composed',
      spec: {
        process: { args: ['cmd.exe', '/C', '"echo hello"'] },
        windows: { layerFolders: ['C:\\layers\\base', 'C:\\layers\\c1'], network: { endpointList: ['endpoint-1'] } },
      },
    });
  });

  it('read what is of many containers once for many requests, and know of a change that is announced', async () => {
    await create('warm');
    const before = await readsOf(redis);
    for (let count = 0; count < 30; count++) await create(`again-${count}`);
    // Thirty times each of three workers, for the container; the aggregator and the credentials worker now and then.
    expect((await readsOf(redis)) - before).toBeLessThan(100);

    const moved = { nat: { driverInfo: { hnsid: 'endpoint-2' } } };
    const { revision } = await inventory.push(sampleInventory({ endpoints: moved }));
    messages.publish(subjects.inventory('win-01'), encode({ node: 'win-01', revision }));
    await messages.flush();
    expect(await create('moved')).toMatchObject({
      revision,
      spec: { windows: { network: { endpointList: ['endpoint-2'] } } },
    });
  });

  it("answer NATS's service protocol", async () => {
    const answers: unknown[] = [];
    const all = new Promise<void>((resolve) => {
      messages.subscribe('_INBOX.ping', ({ text }) => {
        if (answers.push(JSON.parse(text)) === services.length) resolve();
      });
    });
    messages.publish('$SRV.PING', '', { reply: '_INBOX.ping' });
    await all;
    expect(answers.map((answer) => (answer as { name: string }).name).toSorted()).toEqual(
      services.map((name) => `specline-${name}`).toSorted(),
    );
  });

  it('write one line an outcome to standard error, and nothing to standard output', async () => {
    await create('r2');
    await running.get('aggregator')?.waitForLine((line) => line.includes('"request":"r2"'));
    for (const [name, service] of running) {
      expect(service.stdout()).toBe('');
      const lines = service
        .stderr()
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(lines.every((line) => line.service === name)).toBe(true);
      expect(lines.filter(({ request }) => request === 'r2')).toHaveLength(name === 'aggregator' ? 1 : 0);
    }
  });

  it('lose no request when one of two of a kind is killed', async () => {
    const second = await startService('image', env);
    await serving(second);
    const outcomes = Array.from({ length: 50 }, (_, index) => create(`killed-${index}`));
    await second.kill();
    expect((await Promise.all(outcomes)).map(({ status }) => status)).toEqual(outcomes.map(() => 'composed'));
  });

  it.each(services)(
    '%s ends with 0 at SIGTERM, with requests open, and is back as soon as it is started',
    async (name) => {
      const outcomes = Array.from({ length: 20 }, (_, index) =>
        create(`stopped-${index}`).catch((error: unknown) => error),
      );
      const began = performance.now();
      expect(await running.get(name)?.stop()).toBe(0);
      expect(performance.now() - began).toBeLessThan(10_000);
      const again = await startService(name, env);
      running.set(name, again);
      await serving(again);
      // An aggregator that is gone cannot be asked; a worker that is gone is waited for.
      for (const outcome of await Promise.all(outcomes)) {
        const expected =
          name === 'aggregator' && outcome instanceof Error ? { name: 'NoResponders' } : { status: 'composed' };
        expect(outcome).toMatchObject(expected);
      }
      expect(await create('after')).toMatchObject({ status: 'composed' });
    },
  );

  it('go on when NATS is back, and need no restart', async () => {
    await nats.restart();
    const composed = async (): Promise<void> => expect(await create('back')).toMatchObject({ status: 'composed' });
    await vi.waitFor(composed, { timeout: 10_000, interval: 50 });
  });

  it('end with 0 at SIGTERM also when NATS and Redis are gone', async () => {
    await Promise.all([nats.kill(), redis.kill()]);
    const codes = await Promise.all(Array.from(running.values(), (service) => service.stop()));
    expect(codes).toEqual(services.map(() => 0));
  });
});

/** How many reads of inventories a server has done. */
async function readsOf({ port }: TestServer): Promise<number> {
  const stats = await redisCommand(port, 'INFO commandstats');
  const calls = [...stats.matchAll(/^cmdstat_(?:hmget|evalsha):calls=(\d+)/gm)];
  return calls.reduce((sum, [, count]) => sum + Number(count), 0);
}

it('a service starts while Redis is away, and uses it when it is there', async () => {
  await using nats = await startNats({ jetstream: true });
  await using redis = await startRedis();
  await redis.kill();
  await using aggregator = await startService('aggregator', { NATS_URL: nats.url, REDIS_URL: redis.url });
  await serving(aggregator);
  expect(aggregator.stderr()).toContain('node inventory is away and was not checked');
  const bus = await connectBus({ servers: [nats.url], name: 'test', log: silentLog });
  const codeOf = async (): Promise<string | undefined> => {
    const outcome = outcomeOf(
      await bus.messages.request(subjects.create, encode(sampleRequest()), { timeoutMs: 10_000 }),
    );
    return outcome.status === 'failed' ? outcome.errors[0]?.code : undefined;
  };
  expect(await codeOf()).toBe('unavailable');
  await redis.restart();
  // It is empty, which only Redis itself can tell.
  await expect.poll(codeOf, { timeout: 10_000 }).toBe('not-found');
  await bus.close();
});

describe.each(services)('%s that cannot start', (name) => {
  it('says why in one line, with variable, value and remedy, and ends with 1', async () => {
    const wrong = { LOG_LEVEL: 'loud', NATS_URL: 'foo', REDIS_URL: 'http://:SECRET@x' };
    await using service = await startService(name, wrong);
    expect(await service.exited).toBe(1);
    const faults = [
      'NATS_URL is "foo": write an address such as nats://127.0.0.1:4222',
      'REDIS_URL is "http://x": write an address such as redis://127.0.0.1:6379',
      'LOG_LEVEL is "loud": write one of: debug, info, warn, error, silent',
    ];
    expect(service.stderr()).toBe(`specline ${name}: ${faults.join('; ')}\n`);
    expect(service.stdout()).toBe('');
  });

  it('for a Redis that evicts says so, unless it reads none or that is accepted', async () => {
    await using nats = await startNats();
    await using redis = await startRedis({ persistent: true, config: 'maxmemory 50mb\nmaxmemory-policy allkeys-lru' });
    const env = { NATS_URL: nats.url, REDIS_URL: redis.url };
    await using refused = await startService(name, env);
    if (Object.hasOwn(catalog, name) && !catalog[name as Kind].readsInventory) return void (await serving(refused));
    expect(await refused.exited).toBe(1);
    expect(refused.stderr()).toContain(
      `specline ${name}: the node inventory at 127.0.0.1:${redis.port} would lose nodes without a word when its ` +
        'memory is full: its maxmemory-policy is allkeys-lru; set maxmemory-policy to noeviction there, or accept it ' +
        'with SPECLINE_INVENTORY_CHECK=warn\n',
    );
    await using accepted = await startService(name, { ...env, SPECLINE_INVENTORY_CHECK: 'warn' });
    const line = await accepted.waitForLine((text) => text.includes('node inventory may lose data'));
    expect(JSON.parse(line)).toMatchObject({
      level: 'warn',
      address: `127.0.0.1:${redis.port}`,
      setting: 'maxmemory-policy',
      value: 'allkeys-lru',
      remedy: 'set maxmemory-policy to noeviction',
    });
    await serving(accepted);
  });

  it('for lack of NATS says where it looked', async () => {
    await using service = await startService(name, { NATS_URL: 'nats://me:SECRET@127.0.0.1:1' });
    expect(await service.exited).toBe(1);
    const remedy = 'nothing listens there; start nats-server there or correct the address';
    expect(service.stderr()).toBe(`specline ${name}: cannot connect to NATS at nats://127.0.0.1:1: ${remedy}\n`);
  });
});
