import { inspect } from 'node:util';
import { type RedisOptions, startRedis, type TestServer } from '@specline/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { cachedInventory } from '../cache/cached-inventory.ts';
import { InventoryUnavailable } from '../errors.ts';
import { exampleDocument, imageSlice, mountsSlice, networkSlice } from '../fixtures/example.ts';
import type { NodeInventory } from '../node-inventory.ts';
import { type RedisInventoryOptions, redisInventory } from './redis-inventory.ts';

const any = { atLeast: 0 };
const secret = 'hunter2-marked';

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function started(options?: RedisOptions): Promise<TestServer> {
  const server = await startRedis(options);
  cleanups.push(() => server.stop());
  return server;
}

function opened(options: RedisInventoryOptions): NodeInventory {
  const inventory = redisInventory(options);
  cleanups.push(() => inventory.close());
  return inventory;
}

const addressOf = ({ url }: TestServer): string => new URL(url).host;

/** The error of a call, which names the server, has a cause, holds nothing private, and comes in good time. */
async function failureOf(call: Promise<unknown>, server: TestServer): Promise<InventoryUnavailable> {
  const before = performance.now();
  const error = await call.then(
    () => expect.fail('it should have failed'),
    (reason: unknown) => reason,
  );
  expect(performance.now() - before).toBeLessThan(2_500);
  expect(error).toBeInstanceOf(InventoryUnavailable);
  expect(error).toMatchObject({ code: 'unavailable', cause: expect.any(Error) });
  const text = expect.stringContaining(addressOf(server));
  expect((error as InventoryUnavailable).words).toEqual({ message: text, publicMessage: text });
  expect(inspect(error, { depth: null, showHidden: true, maxStringLength: null })).not.toContain(secret);
  return error as InventoryUnavailable;
}

/** The errors of all calls, made at once. */
const failuresOf = (inventory: NodeInventory, server: TestServer) =>
  Promise.all(everyCall(inventory).map((call) => failureOf(call, server)));

const everyCall = (inventory: NodeInventory) => [
  inventory.node('n', any),
  inventory.imageFacts(imageSlice('n'), any),
  inventory.mountsFacts(mountsSlice('n'), any),
  inventory.networkFacts(networkSlice('n'), any),
  inventory.credentialsFacts('n', { files: [], registry: [], configs: [] }, any),
  inventory.show('n', any),
  inventory.list({ limit: 10 }),
  inventory.patch('n', { set: { '/configs/new': secret } }),
  inventory.remove('n'),
  // Last: a server that hung may still do both.
  inventory.push(exampleDocument('n', secret)),
];

describe('without a server', () => {
  it('every call says so soon, and the store closes', async () => {
    const server = await started();
    await server.kill();
    const inventory = opened({ url: server.url });
    for (const error of await failuresOf(inventory, server)) {
      expect(error.message).toContain('gives no answer (ECONNREFUSED): see that Redis runs there; then ask again');
    }
  });

  it('a call does so too after the store is closed', async () => {
    const server = await started();
    const inventory = redisInventory({ url: server.url });
    await inventory.push(exampleDocument('n'));
    await inventory.close();
    await failureOf(inventory.node('n', any), server);
    await inventory.close();
  });

  it.each(['', 'localhost', 'localhost:6379', 'http://localhost:6379', 'redis://', `redis:${secret}`])(
    'an address that is %j is refused at once, without quoting it',
    (url) => {
      const open = () => redisInventory({ url });
      expect(open).toThrow('must look like redis://host:6379');
      expect(open).not.toThrow(secret);
    },
  );
});

describe('a server that dies', () => {
  it('is missed soon, and found again without a new store', async () => {
    const server = await started({ persistent: true, config: 'appendfsync always' });
    const log = { warning: vi.fn(), note: vi.fn() };
    const inventory = opened({ url: server.url, log });
    const { revision } = await inventory.push(exampleDocument('n'));
    await inventory.node('n', any);
    expect(log.warning).not.toHaveBeenCalled();

    for (let times = 1; times <= 2; times++) {
      await server.kill();
      await failuresOf(inventory, server);
      await server.restart();
      expect(await inventory.node('n', { atLeast: revision })).toMatchObject({ revision });
    }
    expect((await inventory.push(exampleDocument('n'))).revision).toBeGreaterThan(revision);

    const details = { address: addressOf(server) };
    expect(log.warning).toHaveBeenCalledWith('node inventory is away', details);
    expect(log.note).toHaveBeenCalledWith('node inventory is back', details);
    // Once a connection and outage, not once an attempt.
    expect(log.warning.mock.calls.length).toBeLessThanOrEqual(4);
  });

  it('takes with it the reads under way, which say so or are answered after it is back', async () => {
    const server = await started({ persistent: true, config: 'appendfsync always' });
    const inventory = opened({ url: server.url });
    const { revision } = await inventory.push(exampleDocument('n'));
    const reads = Promise.allSettled(Array.from({ length: 500 }, () => inventory.imageFacts(imageSlice('n'), any)));
    await server.kill();
    await server.restart();
    for (const read of await reads) {
      if (read.status === 'fulfilled') expect(read.value.revision).toBe(revision);
      else expect(read.reason).toBeInstanceOf(InventoryUnavailable);
    }
    expect(await inventory.imageFacts(imageSlice('n'), any)).toMatchObject({ revision });
  });
});

describe('a cache of a server that dies', () => {
  it('answers for five seconds, then says so, and from the server again when it is back', async () => {
    const server = await started({ persistent: true, config: 'appendfsync always' });
    let now = 0;
    const inventory = cachedInventory(opened({ url: server.url }), { now: () => now });
    const { revision } = await inventory.push(exampleDocument('n'));
    await inventory.node('n', any);

    for (let times = 1; times <= 2; times++) {
      await server.kill();
      now += 4_999;
      expect(await inventory.node('n', { atLeast: revision })).toMatchObject({ revision });
      await failureOf(inventory.imageFacts(imageSlice('n'), any), server);
      now += 1;
      await failureOf(inventory.node('n', any), server);
      await server.restart();
      expect(await inventory.node('n', { atLeast: revision })).toMatchObject({ revision });
    }
  });
});

describe('a server that hangs', () => {
  it('is not waited for, and heard again when it goes on', async () => {
    const server = await started();
    const inventory = opened({ url: server.url, timeoutMs: 300, documentTimeoutMs: 300 });
    await inventory.push(exampleDocument('n'));
    await inventory.node('n', any);
    await server.pause();
    for (const error of await failuresOf(inventory, server)) {
      expect(error.message).toMatch(/gives no answer \(.*300 ?ms/);
    }
    await failureOf(inventory.node('n', any), server);
    await server.resume();
    await vi.waitFor(() => inventory.node('n', any), { timeout: 5_000, interval: 0 });
    await inventory.push(exampleDocument('n'));
  });

  it('keeps nobody whose signal fires', async () => {
    const server = await started();
    const inventory = opened({ url: server.url, timeoutMs: 5_000 });
    await inventory.push(exampleDocument('n'));
    await inventory.node('n', any);
    await server.pause();
    const reason = new Error('nobody waits');
    const waiting = new AbortController();
    const read = inventory.node('n', { atLeast: 0, signal: waiting.signal });
    waiting.abort(reason);
    await expect(read).rejects.toBe(reason);
    await server.resume();
  });
});

describe('a server that refuses', () => {
  const big = { ...exampleDocument('n', secret), configs: { big: `${secret}${'x'.repeat(4_000_000)}` } };

  it('a change for want of memory keeps what it has', async () => {
    const server = await started({ config: 'maxmemory 4mb\nmaxmemory-policy noeviction' });
    const inventory = opened({ url: server.url });
    const { revision } = await inventory.push(exampleDocument('n'));
    const filled = await failureOf(pushUntilFull(inventory), server);
    const outOfMemory = 'is out of memory and takes no writes: raise its maxmemory, or remove data';
    expect(filled.message).toContain(outOfMemory);
    const patch = { set: { '/configs/big': secret } };
    expect((await failureOf(inventory.patch('n', patch), server)).message).toContain(outOfMemory);
    expect(await inventory.node('n', any)).toMatchObject({ revision });
    await removeAll(inventory, 'n');
    // Memory is freed in the background.
    await vi.waitFor(() => inventory.patch('n', patch), { timeout: 5_000, interval: 10 });
    expect((await inventory.node('n', any)).revision).toBeGreaterThan(revision);
  });

  /** Data can be removed when there is no memory for more. */
  async function removeAll(inventory: NodeInventory, except: string): Promise<void> {
    for (const { node } of (await inventory.list({ limit: 1_000 })).nodes) {
      if (node !== except) await inventory.remove(node);
    }
  }

  async function pushUntilFull(inventory: NodeInventory): Promise<never> {
    for (let node = 0; ; node++) await inventory.push({ ...big, node: { ...big.node, name: `full-${node}` } });
  }

  it('a change because it is a replica says so', async () => {
    const primary = await started({ config: 'repl-diskless-sync-delay 0' });
    const replica = await started({ hostNetwork: true, config: `replicaof 127.0.0.1 ${primary.port}` });
    await opened({ url: primary.url }).push(exampleDocument('n'));
    const inventory = opened({ url: replica.url });
    await vi.waitFor(() => inventory.node('n', any), { timeout: 5_000, interval: 10 });
    const changes = [
      () => inventory.push(big),
      () => inventory.patch('n', { remove: ['/configs'] }),
      () => inventory.remove('n'),
    ];
    for (const change of changes) {
      const error = await failureOf(change(), replica);
      expect(error.message).toContain('is a read-only replica: give the address of its primary');
    }
  });

  it.each([
    ['no password', '', 'wants a user and password'],
    ['a wrong password', `:${secret}@`, 'refuses the user or password'],
    ['a wrong user', `${secret}:x@`, 'refuses the user or password'],
  ])('for %s says so', async (_, user, expected) => {
    const server = await started({ config: 'requirepass right' });
    const inventory = opened({ url: server.url.replace('//', `//${user}`) });
    for (const { message } of await failuresOf(inventory, server)) expect(message).toContain(expected);
    await opened({ url: server.url.replace('//', '//:right@') }).push(big);
  });

  it('a command by its access list says so', async () => {
    const server = await started({ config: 'user default on nopass ~* +@all -eval -evalsha -hmget -zrangebylex' });
    const inventory = opened({ url: server.url });
    for (const { message } of await failuresOf(inventory, server)) expect(message).toContain('correct its access list');
  });
});
