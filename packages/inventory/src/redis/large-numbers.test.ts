import { encode, type InventoryDocument, pointerTo } from '@specline/contracts';
import { startRedis, type TestServer } from '@specline/testing';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleDocument } from '../fixtures/example.ts';
import type { ListedNode, NodeInventory } from '../node-inventory.ts';
import { redisInventory } from './redis-inventory.ts';

const any = { atLeast: 0 };

let server: TestServer;
let inventory: NodeInventory;
let redis: Redis;
beforeAll(async () => {
  server = await startRedis();
  inventory = redisInventory({ url: server.url });
  redis = new Redis(server.url);
});
afterAll(async () => {
  await inventory.close();
  redis.disconnect();
  await server.stop();
});

const many = <T>(count: number, make: (index: number) => T): Record<string, T> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`name-${index}`, make(index)]));

describe('2,000 nodes', () => {
  const names = Array.from({ length: 2_000 }, (_, index) => `node-${String(index).padStart(4, '0')}`);

  async function listed(limit: number): Promise<{ nodes: ListedNode[]; pages: number }> {
    const nodes: ListedNode[] = [];
    for (let pages = 1, after: string | undefined; ; pages++) {
      const page = await inventory.list({ limit, after });
      nodes.push(...page.nodes);
      if (page.next === undefined) return { nodes, pages };
      after = page.next;
    }
  }

  it('are listed in pages, and patched at the same time, each by two', { timeout: 60_000 }, async () => {
    const pushed = await Promise.all(names.map((name) => inventory.push(exampleDocument(name))));
    const { nodes, pages } = await listed(500);
    expect(pages).toBe(4);
    expect(nodes.map(({ node, revision }) => [node, revision])).toEqual(
      names.map((name, index) => [name, pushed[index]?.revision]),
    );

    const other = redisInventory({ url: server.url });
    const patched = await Promise.all(
      names.map((name) =>
        Promise.all([
          inventory.patch(name, { set: { '/configs/one': name } }),
          other.patch(name, { set: { '/configs/two': name } }),
        ]),
      ),
    );
    await other.close();
    const after = (await listed(1_000)).nodes;
    expect(after.map(({ revision }) => revision)).toEqual(
      patched.map(([one, two]) => Math.max(one.revision, two.revision)),
    );
    for (const name of [names[0] ?? '', names[1_234] ?? '', names.at(-1) ?? '']) {
      const { document } = await inventory.show(name, any);
      expect(document.configs).toEqual({ 'config-id': '1', one: name, two: name });
    }
  });
});

describe('a node with 1,000 containers of an endpoint each, and 1,000 networks', () => {
  const endpoint = (index: number) => ({
    driverInfo: { hnsid: `endpoint-${index}`, GW_INFO: { hnsid: `gw-${index}` } },
  });
  const container = (index: number) => ({
    rwLayer: `C:\\ProgramData\\docker\\windowsfilter\\${index}`,
    baseFS: `\\\\?\\Volume{${index}}`,
    endpoints: { nat: endpoint(index) },
  });
  const document: InventoryDocument = {
    ...exampleDocument('big'),
    containers: many(1_000, container),
    endpoints: many(1_000, endpoint),
  };

  it.each<[what: string, path: string[], value: unknown, fields: string[]]>([
    ["a container's endpoint", ['containers', 'name-7', 'endpoints', 'nat'], endpoint(9), ['endpoint:6:name-7nat']],
    ["the node's endpoint in a network", ['endpoints', 'name-7'], endpoint(9), ['network:name-7']],
    ['a folder', ['layers', 'sha256:base'], 'D:\\', ['layer:sha256:base']],
    ['a config', ['configs', 'new'], 'x', ['config:new', 'config-text:new']],
  ])('a patch of %s writes its fields and no others', async (_, path, value, fields) => {
    await inventory.push(document);
    const { commands, bytes } = await watched(() => inventory.patch('big', { set: { [pointerTo(path)]: value } }));
    expect(commands.filter(({ script }) => !script).map(({ name }) => name)).toEqual(['hmget', 'evalsha']);
    const written = commands.filter(({ script, name }) => script && name === 'hset');
    const names = written.flatMap(({ args }) => args.slice(1).filter((_, index) => index % 2 === 0));
    expect(names).toEqual([...fields, 'document', 'revision', 'changed']);
    expect(commands.filter(({ name }) => name === 'hdel')).toEqual([]);
    // The document itself is sent, compressed: about a tenth of it.
    expect(bytes).toBeLessThan(encode(document).length / 5);
  });

  interface Command {
    readonly name: string;
    readonly args: readonly string[];
    /** Whether a script ran it. */
    readonly script: boolean;
  }

  /** What the server was told during a call. */
  async function watched(call: () => Promise<unknown>): Promise<{ commands: Command[]; bytes: number }> {
    await inventory.show('big', any); // connects
    const monitor = await redis.monitor();
    const commands: Command[] = [];
    const ended = Promise.withResolvers<void>();
    monitor.on('monitor', (_time: string, [name = '', ...args]: string[], source: string) => {
      if (name === 'echo') ended.resolve();
      else if (name !== 'info') commands.push({ name: name.toLowerCase(), args, script: source === 'lua' });
    });
    const before = await receivedBytes();
    await call();
    const bytes = (await receivedBytes()) - before;
    await redis.echo('end');
    await ended.promise;
    monitor.disconnect();
    return { commands, bytes };
  }

  const receivedBytes = async (): Promise<number> =>
    Number(/total_net_input_bytes:(\d+)/.exec(await redis.info('stats'))?.[1]);
});
