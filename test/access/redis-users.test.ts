import { type RedisInventory, redisInventory } from '@specline/inventory';
import type { TestServer } from '@specline/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { redisCommand } from '../fault-suite/estate/redis-command.ts';
import { sampleInventory, sampleRequest } from '../faults/sample.ts';
import { redisPasswordOf, redisUrlOf, startRedisWithUsers } from './redis-acl.ts';

const any = { atLeast: 0 };
const { Image: image = '' } = sampleRequest().container;
const common = { node: 'win-01', container: 'c1', isolation: 'process', lcowSupported: true } as const;
const mounts = {
  ...common,
  dockerRoot: 'C:\\',
  hasBeenStartedBefore: false,
  swarmManaged: false,
  mountPoints: [],
  secretReferences: [],
  configReferences: [],
};

const network = {
  ...common,
  networks: ['nat'],
  networkMode: 'nat',
  sharedContainer: '',
  sharedEndpoints: [],
  dnsSearch: [],
  nodeDnsSearch: [],
};

/** All that services and the command do with the inventory, once each. */
const reading: readonly (readonly [string, (inventory: RedisInventory) => Promise<unknown>])[] = [
  ['node', (inventory) => inventory.node('win-01', any)],
  ['image facts', (inventory) => inventory.imageFacts({ ...common, image }, any)],
  ['mount facts', (inventory) => inventory.mountsFacts(mounts, any)],
  ['network facts', (inventory) => inventory.networkFacts(network, any)],
  [
    'credential facts',
    (inventory) => inventory.credentialsFacts('win-01', { files: ['a'], registry: ['b'], configs: ['c'] }, any),
  ],
  ['show', (inventory) => inventory.show('win-01', any)],
  ['list', (inventory) => inventory.list({ limit: 10 })],
  ['settings', async (inventory) => expect(await inventory.settings()).toBeDefined()],
];
const writing: typeof reading = [
  ['push', (inventory) => inventory.push(sampleInventory())],
  ['patch', (inventory) => inventory.patch('win-01', { set: { '/node/cpus': 99 }, remove: ['/layers'] })],
  ['remove', (inventory) => inventory.remove('win-01')],
];

/** What no user of ours may do, whatever it sends. */
const forbidden = [
  'FLUSHALL',
  'KEYS *',
  'SCAN 0',
  'CONFIG SET maxmemory-policy allkeys-lru',
  'ACL LIST',
  'ACL SETUSER mine on nopass ~* +@all',
  'MONITOR',
  'SCRIPT FLUSH',
  'FUNCTION FLUSH',
  'CLIENT LIST',
  'CLIENT KILL TYPE normal',
  'SHUTDOWN NOSAVE',
  'REPLICAOF 127.0.0.1 1',
  'SAVE',
  'DEL specline:nodes',
  'HGETALL specline:{win-01}:inventory',
  'SUBSCRIBE all',
  'HMGET elsewhere a',
  `EVAL "return redis.call('HGET','elsewhere','a')" 1 elsewhere`,
];
const forbiddenToReaders = [
  'HSET specline:{win-01}:inventory a b',
  'HDEL specline:{win-01}:inventory node',
  'UNLINK specline:{win-01}:inventory',
  'SET specline:{win-01}:revision 1',
  'ZADD specline:nodes 0 x',
  'ZREM specline:nodes win-01',
  'MULTI',
  `EVAL "return redis.call('HSET',KEYS[1],'a','b')" 1 specline:{win-01}:inventory`,
  `EVAL "return redis.call('UNLINK',KEYS[1])" 1 specline:{win-01}:inventory`,
];

describe('a Redis with users.acl', () => {
  let redis: TestServer;
  let inventory: RedisInventory;

  const openAs = (user: string): RedisInventory => {
    inventory = redisInventory({ url: redisUrlOf(user, redis) });
    return inventory;
  };
  beforeAll(async () => {
    redis = await startRedisWithUsers();
  });
  beforeEach(async () => {
    await openAs('writer').push(sampleInventory());
    await inventory.close();
  });
  afterEach(() => inventory.close());
  afterAll(() => redis.stop());

  it.each(reading)('lets a reader and a writer do: %s', async (_, act) => {
    await act(openAs('reader'));
    await inventory.close();
    await act(openAs('writer'));
  });

  it.each(writing)('lets a writer, and no reader, do: %s', async (_, act) => {
    const before = await openAs('reader').show('win-01', any);
    await expect(act(inventory)).rejects.toMatchObject({
      message: expect.stringContaining('does not let this user run a command that is needed'),
    });
    expect(await inventory.show('win-01', any)).toEqual(before);
    await inventory.close();
    await act(openAs('writer'));
  });

  it.each(['reader', 'writer'])('refuses a %s all else', async (user) => {
    const own = user === 'reader' ? [...forbidden, ...forbiddenToReaders] : forbidden;
    const taken: string[] = [];
    for (const command of own) {
      const answer = await redisCommand(redis.port, `AUTH ${user} ${redisPasswordOf(user)}\r\n${command}`);
      if (!/NOPERM|ACL failure|can't run this command|No permissions/i.test(answer))
        taken.push(`${command}: ${answer}`);
    }
    expect(taken).toEqual([]);
  });

  // Redis loads its file as the user `default`, and drops without a word the transactions that this one may not run.
  it('has after a crash what a writer stored', async () => {
    const before = await openAs('reader').show('win-01', any);
    await redis.kill();
    await redis.restart();
    expect(await inventory.show('win-01', any)).toEqual(before);
  });

  it('lets nobody in without a password', async () => {
    for (const command of ['INFO', 'AUTH default x\r\nINFO', 'AUTH x\r\nINFO'])
      await expect(redisCommand(redis.port, command)).rejects.toThrow(/NOAUTH|WRONGPASS/);
    inventory = redisInventory({ url: redis.url });
    await expect(inventory.node('win-01', any)).rejects.toMatchObject({
      message: expect.stringContaining('wants a user and password'),
    });
  });
});
