import { encode, type InventoryDocument } from '@specline/contracts';
import { startRedis, type TestServer } from '@specline/testing';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleDocument, imageSlice, mountsSlice, networkSlice } from '../fixtures/example.ts';
import type { NodeInventory } from '../node-inventory.ts';
import { redisInventory } from './redis-inventory.ts';

const any = { atLeast: 0 };

let server: TestServer;
let inventory: NodeInventory;
/** A connection of the test's own. */
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

describe('the keys', () => {
  it('of a node share one hash tag, and all nodes an index', async () => {
    await redis.flushall();
    await inventory.push(exampleDocument('a {b}.c'));
    expect((await redis.keys('*')).sort()).toEqual([
      'specline:nodes',
      'specline:{a=20=7bb=7d=2ec}:inventory',
      'specline:{a=20=7bb=7d=2ec}:revision',
    ]);
  });

  it('of two prefixes have nothing to do with each other', async () => {
    const other = redisInventory({ url: server.url, prefix: 'other' });
    await inventory.push(exampleDocument('prefixed'));
    await expect(other.node('prefixed', any)).rejects.toThrow('no inventory of node prefixed');
    expect(await other.list({ limit: 10 })).toEqual({ nodes: [] });
    await other.close();
  });

  it('of a removed node are gone, but for its last revision', async () => {
    await redis.flushall();
    await inventory.push(exampleDocument('gone'));
    await inventory.remove('gone');
    expect(await redis.keys('*')).toEqual(['specline:{gone}:revision']);
  });

  it('that were deleted by hand are not listed', async () => {
    await redis.flushall();
    for (const node of ['a', 'b', 'c']) await inventory.push(exampleDocument(node));
    await redis.del('specline:{b}:inventory');
    const first = await inventory.list({ limit: 2 });
    expect([first.nodes.map(({ node }) => node), first.next]).toEqual([['a'], 'b']);
    expect((await inventory.list({ limit: 2, after: 'b' })).nodes.map(({ node }) => node)).toEqual(['c']);
    expect(await inventory.remove('b')).toBeUndefined();
    expect(await redis.zrange('specline:nodes', '0', '-1')).toEqual(['a', 'c']);
  });
});

describe('a revision', () => {
  const push = async (node: string) => (await inventory.push(exampleDocument(node))).revision;

  it('rises with each push in the order of the calls, also in one millisecond', async () => {
    const revisions = await Promise.all(Array.from({ length: 50 }, () => push('often')));
    expect(new Set(revisions).size).toBe(50);
    expect(revisions).toEqual(revisions.toSorted((left, right) => left - right));
  });

  it('rises with each change of any sort in the order of the calls', async () => {
    const calls = Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? push('mixed calls') : forget()));
    const revisions = await Promise.all(calls);
    expect(new Set(revisions).size).toBe(20);
    expect(revisions).toEqual(revisions.toSorted((left, right) => left - right));
  });

  const forget = async (): Promise<number> => (await inventory.remove('mixed calls'))?.revision ?? Number.NaN;

  it('rises when the data were deleted, or all of Redis is empty', async () => {
    const first = await push('lost');
    await redis.del('specline:{lost}:inventory');
    const second = await push('lost');
    await redis.flushall();
    // Pushes of one millisecond run ahead of the clock; data that are lost take longer to come back.
    while ((await milliseconds()) <= second);
    expect([second > first, (await push('lost')) > second]).toEqual([true, true]);
  });

  async function milliseconds(): Promise<number> {
    const [seconds, microseconds] = await redis.time();
    return Number(seconds) * 1_000 + Math.floor(Number(microseconds) / 1_000);
  }

  it('rises when the clock is behind', async () => {
    const ahead = Date.now() + 3_600_000;
    await redis.set('specline:{ahead}:revision', ahead);
    expect([await push('ahead'), await push('ahead')]).toEqual([ahead + 1, ahead + 2]);
  });
});

describe('the scripts', () => {
  it('are sent again when the server has forgotten them', async () => {
    await inventory.push(exampleDocument('scripted'));
    const known = await inventory.imageFacts(imageSlice('scripted'), any);
    await redis.script('FLUSH');
    expect(await inventory.imageFacts(imageSlice('scripted'), any)).toEqual(known);
    await redis.script('FLUSH');
    await inventory.push(exampleDocument('scripted'));
    await inventory.patch('scripted', { set: { '/node/cpus': 8 } });
    await redis.script('FLUSH');
    await inventory.patch('scripted', { set: { '/node/cpus': 9 } });
    await redis.script('FLUSH');
    expect(await inventory.remove('scripted')).toBeDefined();
  });
});

describe('a read', () => {
  const node = 'counted';
  const lookups = { files: ['SUB\\WIN.JSON'], registry: ['WEB'], configs: ['config-id'] };
  const reads: readonly [name: string, read: () => Promise<unknown>][] = [
    ['node', () => inventory.node(node, any)],
    ['image', () => inventory.imageFacts(imageSlice(node), any)],
    ['image by reference', () => inventory.imageFacts(imageSlice(node, { image: 'web:1' }), any)],
    ['mounts', () => inventory.mountsFacts(mountsSlice(node), any)],
    ['network', () => inventory.networkFacts(networkSlice(node, { networks: ['nat', 'overlay'] }), any)],
    ['credentials', () => inventory.credentialsFacts(node, lookups, any)],
    ['show', () => inventory.show(node, any)],
  ];

  /** The commands that some work sends, but those that a script runs. */
  async function commandsOf(work: () => Promise<unknown>): Promise<string[]> {
    const monitor = await redis.monitor();
    const commands: string[] = [];
    const ended = Promise.withResolvers<void>();
    monitor.on('monitor', (_time: string, [command = '']: string[], source: string) => {
      if (command === 'echo') ended.resolve();
      else if (source !== 'lua') commands.push(command);
    });
    await work();
    await redis.echo('end');
    await ended.promise;
    monitor.disconnect();
    return commands;
  }

  it.each(reads)('is one command: %s', async (_, read) => {
    await inventory.push(exampleDocument(node));
    await read(); // connects
    expect(await commandsOf(read)).toEqual([expect.stringMatching(/^(hmget|evalsha)$/)]);
  });

  it('of one node is one command with all others that are wanted at the same time', async () => {
    await inventory.push(exampleDocument(node));
    await inventory.push(exampleDocument('other'));
    await inventory.imageFacts(imageSlice(node), any);
    const alone = [
      await inventory.imageFacts(imageSlice(node), any),
      await inventory.mountsFacts(mountsSlice(node), any),
      await inventory.networkFacts(networkSlice(node, { container: 'own' }), any),
      await inventory.node('other', any),
    ];
    const together: unknown[] = [];
    const commands = await commandsOf(async () => {
      together.push(
        ...(await Promise.all([
          inventory.imageFacts(imageSlice(node), any),
          inventory.mountsFacts(mountsSlice(node), any),
          inventory.networkFacts(networkSlice(node, { container: 'own' }), any),
          inventory.node('other', any),
        ])),
      );
    });
    expect(commands).toEqual(['hmget', 'hmget']);
    expect(together).toEqual(alone);
  });

  it('has all its fields, however many are wanted at the same time', async () => {
    await inventory.push(withMany(exampleDocument(node), 'mark'));
    const names = Array.from({ length: 1_500 }, (_, index) => `config-${index}`);
    const reads = names.map((name) => ({ files: [], registry: [], configs: [name, 'config-id'] }));
    const answers = await Promise.all(reads.map((lookups) => inventory.credentialsFacts(node, lookups, any)));
    const own = answers.map(({ configs }, index) => configs.get(names[index] ?? ''));
    expect(new Set(own)).toEqual(new Set(['mark']));
  });

  it('of an image finds its layers again only once the node has changed', async () => {
    await inventory.push(exampleDocument(node));
    const read = (container: string) => inventory.imageFacts(imageSlice(node, { container }), any);
    const web = await read('web');
    expect(await commandsOf(() => read('own'))).toEqual(['hmget']);
    expect((await read('own')).image).toEqual(web.image);
    const { layers = {}, ...document } = exampleDocument(node, '2');
    const [, ...others] = Object.entries(layers);
    await inventory.push({ ...document, layers: Object.fromEntries(others) });
    const lacking = await read('web');
    expect(lacking.image?.folders).toEqual([null, 'C:\\layers\\1\\2', 'C:\\layers\\2\\2']);
    await inventory.patch(node, { set: { '/layers': layers } });
    expect((await read('web')).image?.folders).toEqual([0, 1, 2].map((index) => `C:\\layers\\${index}\\2`));
  });

  it('never sees a mix of two pushes', async () => {
    const marks = Array.from({ length: 60 }, (_, index) => `mark-${index}`);
    const known = new Map<number, string>();
    let pushing = true;
    async function pushAll() {
      for (const mark of marks)
        known.set((await inventory.push(withMany(exampleDocument('mixed', mark), mark))).revision, mark);
      pushing = false;
    }
    const seen: { revision: number; marks: unknown[] }[] = [];
    async function readOn() {
      let last = 0;
      while (pushing) {
        for (const facts of await Promise.all(factsOf('mixed', last))) {
          seen.push(facts);
          last = Math.max(last, facts.revision);
        }
      }
    }
    await inventory.push(withMany(exampleDocument('mixed', 'before'), 'before'));
    await Promise.all([pushAll(), readOn(), readOn()]);
    for (const facts of seen) expect(new Set(facts.marks)).toEqual(new Set([known.get(facts.revision) ?? 'before']));
    expect(new Set(seen.map(({ revision }) => revision)).size).toBeGreaterThan(10);
  });

  /** Enough to need several commands in one transaction. */
  function withMany(document: InventoryDocument, mark: string): InventoryDocument {
    const configs = Object.fromEntries(Array.from({ length: 1_500 }, (_, index) => [`config-${index}`, mark]));
    return { ...document, configs };
  }

  /** All reads, each with the marks that it found. None goes back behind what was seen. */
  function factsOf(name: string, last: number) {
    const options = { atLeast: last };
    const configs = ['config-0', 'config-1499'];
    return [
      inventory.node(name, options).then(({ revision, facts }) => ({ revision, marks: [facts.dockerRoot.slice(3)] })),
      inventory.imageFacts(imageSlice(name), options).then(({ revision, container, image }) => ({
        revision,
        marks: [container?.rwLayer?.slice(11), ...(image?.folders ?? []).map((folder) => folder?.slice(12))],
      })),
      inventory
        .credentialsFacts(name, { files: ['SUB\\WIN.JSON'], registry: ['WEB'], configs }, options)
        .then((facts) => ({
          revision: facts.revision,
          marks: [...facts.files.values(), facts.registry?.get('WEB'), ...facts.configs.values()],
        })),
      inventory.show(name, options).then(({ revision, document }) => ({
        revision,
        marks: [document.node.dockerRoot.slice(3), ...Object.values(document.configs ?? {})],
      })),
    ];
  }
});

describe('a large document', () => {
  const endpoint = (hnsid: string) => ({ driverInfo: { hnsid, GW_INFO: { hnsid: `${hnsid}-gateway` } } });
  const many = <T>(count: number, make: (index: number) => T) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`name-${index}`, make(index)]));

  it.each<[what: string, change: Partial<InventoryDocument>]>([
    [
      '10,000 containers',
      { containers: many(10_000, (index) => ({ rwLayer: `C:\\${index}`.repeat(20), baseFS: 'x'.repeat(400) })) },
    ],
    [
      'a container with 1,000 endpoints',
      { containers: { 'name-9': { endpoints: many(1_000, (index) => endpoint(`${index}`)) } } },
    ],
    ['a config of 5 MB', { configs: { big: 'x'.repeat(5_000_000) } }],
    [
      'an image of 20,000 layers',
      {
        images: {
          'sha256:image': {
            os: 'windows',
            rootfs: { type: 'layers', diff_ids: Array.from({ length: 20_000 }, (_, index) => `sha256:${index}`) },
          },
        },
      },
    ],
    ['100,000 secrets', { secrets: Array.from({ length: 100_000 }, (_, index) => `${index}`) }],
  ])('of %s is stored and found', async (_, change) => {
    const document = { ...exampleDocument('large'), ...change };
    const { revision } = await inventory.push(document);
    const shown = await inventory.show('large', any);
    // As texts: a comparison value by value takes seconds.
    expect(encode(shown) === encode({ revision, document })).toBe(true);
    const { container } = await inventory.mountsFacts(mountsSlice('large', { container: 'name-9' }), any);
    expect(container?.rwLayer).toBe(document.containers?.['name-9']?.rwLayer);
    const { image } = await inventory.imageFacts(imageSlice('large'), any);
    expect(image?.folders.length).toBe(document.images?.['sha256:image']?.rootfs.diff_ids?.length);
  });
});
