import { startRedis, type TestServer } from '@specline/testing';
import { Redis } from 'ioredis';
import { afterEach, describe, expect, it } from 'vitest';
import { UnsafeInventory } from '../errors.ts';
import { openInventory } from '../open-inventory.ts';
import { checkSettings, type SettingsCheck } from './check-settings.ts';
import { redisInventory } from './redis-inventory.ts';

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function started(config: string): Promise<TestServer> {
  const server = await startRedis({ config });
  cleanups.push(() => server.stop());
  return server;
}

/** What the check says of a server with such settings: each warning as its words, or why it was refused. */
async function saidOf({ url }: Pick<TestServer, 'url'>, check: SettingsCheck = 'refuse') {
  const inventory = redisInventory({ url, timeoutMs: 500 });
  cleanups.push(() => inventory.close());
  const said: object[] = [];
  const log = { warning: (event: string, details: object) => void said.push({ event, ...details }) };
  const refusal = await checkSettings(inventory, check, log).then(
    () => undefined,
    (error: unknown) => error,
  );
  return { said, refusal };
}

const event = 'node inventory may lose data';
const durable = 'appendonly yes';
const policy = (value: string) => ({
  event,
  setting: 'maxmemory-policy',
  value,
  remedy: 'set maxmemory-policy to noeviction',
});

describe('a server', () => {
  it.each([
    ['that appends', 'appendonly yes'],
    ['that has save points', 'save 3600 1'],
    ['that has a limit and refuses writes above it', 'appendonly yes\nmaxmemory 100mb\nmaxmemory-policy noeviction'],
  ])('%s keeps what is pushed', async (_, config) => {
    expect(await saidOf(await started(config))).toEqual({ said: [], refusal: undefined });
  });

  it.each([
    [
      'that writes nothing to its disk',
      '',
      { event, setting: 'appendonly', value: 'no', remedy: 'set appendonly to yes, or give save points' },
    ],
    ['that would evict, had it a limit', `${durable}\nmaxmemory-policy allkeys-lru`, policy('allkeys-lru')],
    [
      'that evicts what expires, which ours does not',
      `${durable}\nmaxmemory 100mb\nmaxmemory-policy volatile-ttl`,
      policy('volatile-ttl'),
    ],
  ])('%s is warned of', async (_, config, expected) => {
    const server = await started(config);
    const address = new URL(server.url).host;
    expect(await saidOf(server)).toEqual({ said: [{ ...expected, address }], refusal: undefined });
    expect(await saidOf(server, 'off')).toEqual({ said: [], refusal: undefined });
  });

  it.each(['allkeys-lru', 'allkeys-lfu', 'allkeys-random'])('that evicts by %s is refused', async (value) => {
    const server = await started(`${durable}\nmaxmemory 100mb\nmaxmemory-policy ${value}`);
    const address = new URL(server.url).host;
    const { said, refusal } = await saidOf(server);
    expect(said).toEqual([]);
    expect(refusal).toBeInstanceOf(UnsafeInventory);
    expect(refusal).toMatchObject({
      code: 'unavailable',
      words: {
        message:
          `the node inventory at ${address} would lose nodes without a word when its memory is full: its ` +
          `maxmemory-policy is ${value}; set maxmemory-policy to noeviction there, or accept it with ` +
          'SPECLINE_INVENTORY_CHECK=warn',
      },
    });
    expect(await saidOf(server, 'warn')).toEqual({ said: [{ ...policy(value), address }], refusal: undefined });
    expect(await saidOf(server, 'off')).toEqual({ said: [], refusal: undefined });
  });

  it.each([
    ['knows no CONFIG', 'rename-command CONFIG ""'],
    ['does not permit it', 'user default on nopass ~* +@all -config'],
  ])('that %s is taken as it is, with a warning', async (_, config) => {
    const server = await started(`${config}\nmaxmemory 100mb\nmaxmemory-policy allkeys-lru`);
    const unread = {
      event: 'settings of the node inventory cannot be read',
      address: new URL(server.url).host,
    };
    expect(await saidOf(server)).toEqual({ said: [unread], refusal: undefined });
  });

  it('that is away is no reason not to start', async () => {
    const server = await started(durable);
    await server.kill();
    const away = { event: 'node inventory is away and was not checked', address: new URL(server.url).host };
    expect(await saidOf(server)).toEqual({ said: [away], refusal: undefined });
  });
});

it('an inventory that is refused leaves no connection', async () => {
  const server = await started('maxmemory 100mb\nmaxmemory-policy allkeys-lru');
  const log = { warning: () => {}, note: () => {} };
  await expect(openInventory({ url: server.url, check: 'refuse', cacheAgeMs: 0, log })).rejects.toBeInstanceOf(
    UnsafeInventory,
  );
  const redis = new Redis(server.url);
  cleanups.push(async () => redis.disconnect());
  await expect.poll(() => redis.client('LIST')).not.toContain('specline-inventory');
});
