import type { InventoryDocument } from '@specline/contracts';
import { beforeEach, describe, expect, it } from 'vitest';
import { embeddedInventory } from '../embedded/embedded-inventory.ts';
import { NodeNotFound, StaleInventory } from '../errors.ts';
import { exampleDocument, imageSlice, mountsSlice, networkSlice } from '../fixtures/example.ts';
import type { NodeInventory } from '../node-inventory.ts';
import { type CachedInventory, cachedInventory } from './cached-inventory.ts';

const any = { atLeast: 0 };
const node = 'win-01';
const noLookups = { files: [], registry: [], configs: [] };
const lookups = { files: ['SUB\\WIN.JSON'], registry: ['WEB'], configs: ['config-id'] };
const held = {
  secretReferences: [{ SecretID: 'secret-id' }],
  configReferences: [{ ConfigID: 'config-id' }],
};

/** The store behind, which others may change without telling, and how often it was asked. */
let store: NodeInventory;
let asked: string[];
/** The next answers of the store wait for it. */
let gate: Promise<void>;
let now: number;
let inventory: CachedInventory;
let revision: number;

beforeEach(async () => {
  asked = [];
  gate = Promise.resolve();
  now = 1_000;
  store = embeddedInventory();
  ({ revision } = await store.push(exampleDocument(node)));
  inventory = cachedInventory(watched(store), { now: () => now });
});

/** A store that notes its reads; each is answered as it was when it was asked. */
function watched(inventory: NodeInventory): NodeInventory {
  return new Proxy(inventory, {
    get: (target, name) => {
      const member = Reflect.get(target, name) as (...given: unknown[]) => Promise<unknown>;
      return async (...given: unknown[]) => {
        asked.push(String(name));
        const answer = await member.apply(target, given);
        await gate;
        return answer;
      };
    },
  });
}

type Read = (options?: { atLeast: number }) => Promise<{ revision: number }>;

const reads: readonly [name: string, read: Read][] = [
  ['node', (options = any) => inventory.node(node, options)],
  ['credentialsFacts', (options = any) => inventory.credentialsFacts(node, lookups, options)],
];

const readsOfContainer: readonly [name: string, read: Read][] = [
  ['imageFacts', (options = any) => inventory.imageFacts(imageSlice(node), options)],
  ['mountsFacts', (options = any) => inventory.mountsFacts(mountsSlice(node, held), options)],
  ['networkFacts', (options = any) => inventory.networkFacts(networkSlice(node), options)],
];

describe.each(reads)('what was read is kept: %s', (name, read) => {
  it('and read again without the store', async () => {
    const first = await read();
    expect(first.revision).toBe(revision);
    expect(await read()).toBe(first);
    expect(await read({ atLeast: revision })).toBe(first);
    expect(asked).toEqual([name]);
    expect(inventory.counts).toEqual({ hits: 2, shared: 0, misses: 1 });
  });

  it('for five seconds from when it was asked, not longer', async () => {
    await read();
    await store.push(exampleDocument(node, '2'));
    now += 4_999;
    expect((await read()).revision).toBe(revision);
    now += 1;
    expect((await read()).revision).toBeGreaterThan(revision);
    expect(asked).toEqual([name, name]);
  });

  it('unless something newer is asked for', async () => {
    await read();
    const pushed = await store.push(exampleDocument(node, '2'));
    expect((await read({ atLeast: pushed.revision })).revision).toBe(pushed.revision);
    await expect(read({ atLeast: pushed.revision + 1 })).rejects.toBeInstanceOf(StaleInventory);
  });

  it('until it is told of a change; an older one, or one of another node, changes nothing', async () => {
    await store.push(exampleDocument(node));
    const first = await read();
    for (const older of [first.revision, first.revision - 1, 0]) inventory.changed({ node, revision: older });
    inventory.changed({ node: 'win-02', revision: first.revision + 1 });
    expect(await read()).toBe(first);
    const pushed = await store.push(exampleDocument(node, '2'));
    inventory.changed({ node, ...pushed });
    expect((await read()).revision).toBe(pushed.revision);
  });

  it('until another read shows that the node has changed', async () => {
    await read();
    const pushed = await store.push(exampleDocument(node, '2'));
    await inventory.imageFacts(imageSlice(node, { container: 'own' }), any);
    expect((await read()).revision).toBe(pushed.revision);
  });

  it('until this process changes the node itself', async () => {
    await read();
    const patched = await inventory.patch(node, { set: { '/node/cpus': 8 } });
    expect((await read()).revision).toBe(patched.revision);
    const pushed = await inventory.push(exampleDocument(node));
    expect((await read()).revision).toBe(pushed.revision);
    await inventory.remove(node);
    await expect(read()).rejects.toBeInstanceOf(NodeNotFound);
    expect((await inventory.push(exampleDocument(node))).revision).toBeGreaterThan(pushed.revision);
    expect(await read()).toBeDefined();
  });

  it('and asked once by all who ask at the same time', async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => read()));
    expect(new Set(answers).size).toBe(1);
    expect(asked).toEqual([name]);
    expect(inventory.counts).toEqual({ hits: 0, shared: 99, misses: 1 });
  });
});

describe.each(readsOfContainer)('what is of one container is asked for each time: %s', (name, read) => {
  it('as it is in the store', async () => {
    expect((await read()).revision).toBe(revision);
    const pushed = await store.push(exampleDocument(node, '2'));
    expect((await read()).revision).toBe(pushed.revision);
    await expect(read({ atLeast: pushed.revision + 1 })).rejects.toBeInstanceOf(StaleInventory);
    expect(asked).toEqual([name, name, name]);
    expect(inventory.counts).toEqual({ hits: 0, shared: 0, misses: 3 });
  });

  it('so that what is kept of its node is not older', async () => {
    await inventory.node(node, any);
    const pushed = await store.push(exampleDocument(node, '2'));
    await read();
    expect((await inventory.node(node, any)).revision).toBe(pushed.revision);
  });
});

describe('different questions have different answers:', () => {
  it.each<[string, () => Promise<unknown>, () => Promise<unknown>]>([
    ['names that join to one', () => credentials(['a', 'b']), () => credentials(['a","b'])],
    ['lookups', () => inventory.credentialsFacts(node, noLookups, any), () => credentials(['a'])],
    ['nodes', () => inventory.node(node, any), () => inventory.node('win-02', any)],
  ])('%s', async (_, first, second) => {
    await store.push(exampleDocument('win-02'));
    await first();
    await second();
    expect(asked).toHaveLength(2);
  });

  const credentials = (configs: string[]) => inventory.credentialsFacts(node, { ...noLookups, configs }, any);
});

describe('what a node does not have is asked for each time:', () => {
  const credentials = () => inventory.credentialsFacts(node, lookups, any);

  it.each<[string, (document: InventoryDocument) => InventoryDocument, () => Promise<unknown>]>([
    ['a credential spec file', (document) => withSpecs(document, { registry: { Web: '1' } }), credentials],
    ['a registry value', (document) => withSpecs(document, { files: document.credentialSpecs?.files }), credentials],
    [
      'the registry key',
      (document) => withSpecs(document, { ...document.credentialSpecs, registry: null }),
      credentials,
    ],
    ['a config that is a credential spec', ({ configs: _, ...document }) => document, credentials],
  ])('%s', async (_, without, read) => {
    await store.push(without(exampleDocument(node)));
    const lacking = await read();
    await store.push(exampleDocument(node));
    const found = await read();
    expect(found).not.toEqual(lacking);
    expect(await read()).toBe(found);
    expect(asked).toHaveLength(2);
  });

  it('the node', async () => {
    await expect(inventory.node('win-02', any)).rejects.toBeInstanceOf(NodeNotFound);
    await store.push(exampleDocument('win-02'));
    expect(await inventory.node('win-02', any)).toMatchObject({ facts: { name: 'win-02' } });
  });

  it.each<[string, Partial<InventoryDocument>, () => Promise<unknown>]>([
    [
      'no registry, of which nothing is asked',
      { credentialSpecs: { registry: null } },
      () => inventory.credentialsFacts(node, noLookups, any),
    ],
  ])('but this it has: %s', async (_, has, read) => {
    await store.push({ ...exampleDocument(node), ...has });
    expect(await read()).toBe(await read());
    expect(asked).toHaveLength(1);
  });
});

const withSpecs = (document: InventoryDocument, credentialSpecs: object): InventoryDocument => ({
  ...document,
  credentialSpecs,
});

describe('a read under way', () => {
  it('is not kept, nor shared, once a change is told that it may not have seen', async () => {
    const opened = Promise.withResolvers<void>();
    gate = opened.promise;
    const early = inventory.node(node, any);
    const pushed = await store.push(exampleDocument(node, '2'));
    inventory.changed({ node, ...pushed });
    const late = inventory.node(node, any);
    expect(asked).toHaveLength(2);
    opened.resolve();
    expect((await early).revision).toBe(revision);
    expect((await late).revision).toBe(pushed.revision);
    expect((await inventory.node(node, any)).revision).toBe(pushed.revision);
    expect(asked).toHaveLength(2);
  });

  it('is shared also where nothing is kept', async () => {
    inventory = cachedInventory(watched(store), { maximumAgeMs: 0 });
    await Promise.all([inventory.node(node, any), inventory.node(node, any)]);
    await inventory.node(node, any);
    expect(asked).toHaveLength(2);
  });

  it('is shared by those who ask for the same revision or an older one', async () => {
    const [first] = await Promise.all([
      inventory.node(node, { atLeast: revision }),
      inventory.node(node, { atLeast: revision }),
      inventory.node(node, any),
    ]);
    expect(asked).toHaveLength(1);
    expect(first).toMatchObject({ revision });
  });

  it('goes on for the others when one gives up', async () => {
    const opened = Promise.withResolvers<void>();
    gate = opened.promise;
    const waiting = new AbortController();
    const reason = new Error('nobody waits');
    const one = inventory.node(node, { atLeast: 0, signal: waiting.signal });
    const other = inventory.node(node, any);
    waiting.abort(reason);
    await expect(one).rejects.toBe(reason);
    opened.resolve();
    expect(await other).toMatchObject({ revision });
    expect(asked).toHaveLength(1);
  });

  it('that fails fails for all who share it, and the next one asks anew', async () => {
    const lost = new Error('away');
    gate = Promise.reject(lost);
    const both = await Promise.allSettled([inventory.node(node, any), inventory.node(node, any)]);
    expect(both).toMatchObject([{ reason: lost }, { reason: lost }]);
    gate = Promise.resolve();
    expect(await inventory.node(node, any)).toMatchObject({ revision });
    expect(asked).toHaveLength(2);
  });
});

describe('memory is bounded', () => {
  const nodes = ['a', 'b', 'c', 'd'];
  beforeEach(async () => {
    for (const name of nodes) await store.push(exampleDocument(name));
  });
  const readAll = async (names: readonly string[]): Promise<void> => {
    for (const name of names) await inventory.node(name, any);
  };

  it('in entries: the least recently used goes', async () => {
    inventory = cachedInventory(watched(store), { maximumEntries: 3 });
    await readAll(['a', 'b', 'c', 'a', 'd']);
    expect(asked).toHaveLength(4);
    await readAll(['a', 'c', 'd']);
    expect(asked).toHaveLength(4);
    await readAll(['b']);
    expect(asked).toHaveLength(5);
  });

  it('in bytes: the least recently used goes, and what is too large by itself is not kept', async () => {
    const megabyte = 'x'.repeat(500_000);
    for (const name of nodes) await store.push({ ...exampleDocument(name), configs: { 'config-id': megabyte } });
    await store.push({ ...exampleDocument('huge'), configs: { 'config-id': megabyte.repeat(4) } });
    inventory = cachedInventory(watched(store), { maximumBytes: 3_500_000 });
    const read = (name: string) =>
      inventory.credentialsFacts(name, { files: [], registry: [], configs: ['config-id'] }, any);
    for (const name of ['a', 'b', 'c', 'huge', 'huge', 'a', 'd', 'a', 'c', 'd']) await read(name);
    expect(asked).toHaveLength(6);
    await read('b');
    expect(asked).toHaveLength(7);
  });

  it('what was told of nodes that nobody reads is forgotten', async () => {
    inventory.changed({ node: 'a', revision: 1_000 });
    await readAll(['a', 'a']);
    expect(asked).toHaveLength(1);
  });
});

it('nobody can change what is kept for others', async () => {
  const { facts } = await inventory.node(node, any);
  expect(() => {
    facts.cpus = 99;
  }).toThrow(TypeError);
  expect((await inventory.node(node, any)).facts.cpus).toBe(4);
});

it('whole documents and lists are always asked for', async () => {
  for (let times = 0; times < 2; times++) {
    await inventory.show(node, any);
    await inventory.list({ limit: 10 });
  }
  expect(asked).toEqual(['show', 'list', 'show', 'list']);
});
