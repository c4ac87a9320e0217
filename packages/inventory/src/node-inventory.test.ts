import type { InventoryDocument } from '@specline/contracts';
import { startRedis, type TestServer } from '@specline/testing';
import { lookupKey } from '@specline/windows';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chainIds } from './document/chain-ids.ts';
import { NodeNotFound, StaleInventory } from './errors.ts';
import { diffIds, exampleDocument, imageSlice, mountsSlice, networkSlice } from './fixtures/example.ts';
import { stores } from './fixtures/stores.ts';
import type { NodeInventory } from './node-inventory.ts';

const any = { atLeast: 0 };

let redis: TestServer;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

describe.each(stores)('the %s inventory', (_name, open) => {
  let inventory: NodeInventory;
  beforeAll(() => {
    inventory = open(redis.url);
  });
  afterAll(() => inventory.close());

  /** Pushes to a node that no other test has. */
  let count = 0;
  async function pushed(change: (document: InventoryDocument) => InventoryDocument = (document) => document) {
    const document = change(exampleDocument(`node-${++count}`));
    const { revision } = await inventory.push(document);
    return { node: document.node.name, document, revision };
  }

  it('tells what a node says of itself', async () => {
    const { node, document, revision } = await pushed();
    expect(await inventory.node(node, any)).toEqual({ revision, facts: document.node });
  });

  it('finds an image with its chain ids and folders, and the container', async () => {
    const { node, revision } = await pushed();
    expect(await inventory.imageFacts(imageSlice(node), any)).toEqual({
      revision,
      container: { rwLayer: 'C:\\scratch\\1', baseFS: '\\\\?\\Volume{1}' },
      image: {
        os: 'windows',
        rootfsType: 'layers',
        chain: chainIds(diffIds),
        folders: ['C:\\layers\\0\\1', 'C:\\layers\\1\\1', 'C:\\layers\\2\\1'],
      },
    });
  });

  it('finds an image by reference, but first by id', async () => {
    const { node } = await pushed((document) => ({
      ...document,
      images: {
        ...document.images,
        second: { os: 'linux', rootfs: { type: 'layers' }, references: ['web:1', 'sha256:image'] },
      },
    }));
    const osOf = async (image: string) => (await inventory.imageFacts(imageSlice(node, { image }), any)).image?.os;
    expect(await osOf('sha256:image')).toBe('windows');
    expect(await osOf('web:1')).toBe('windows');
    expect(await osOf('second')).toBe('linux');
    expect(await osOf('third')).toBeUndefined();
  });

  it('says null for a layer without a folder', async () => {
    const { node } = await pushed((document) => ({ ...document, layers: { [chainIds(diffIds)[1] ?? '']: '' } }));
    const { image } = await inventory.imageFacts(imageSlice(node), any);
    expect(image?.folders).toEqual([null, '', null]);
  });

  it.each([
    ['absent', {}, {}],
    ['null', { rwLayer: null, baseFS: null }, { rwLayer: null, baseFS: null }],
    ['empty', { rwLayer: '', baseFS: '' }, { rwLayer: '', baseFS: '' }],
  ])('keeps a layer that is %s apart', async (_, layer, expected) => {
    const { node } = await pushed((document) => ({ ...document, containers: { web: layer } }));
    expect((await inventory.imageFacts(imageSlice(node), any)).container).toEqual(expected);
    expect((await inventory.mountsFacts(mountsSlice(node), any)).container).toEqual(expected);
  });

  it('says which of the referenced secrets and configs the node holds', async () => {
    const { node, revision } = await pushed();
    expect(await inventory.mountsFacts(mountsSlice(node, { container: 'no such' }), any)).toEqual({
      revision,
      container: undefined,
      secrets: new Set(['secret-id']),
      configs: new Set(['config-id']),
    });
  });

  it("tells a container's endpoints in the order of its networks: null without network, empty without endpoint", async () => {
    const { node, revision } = await pushed();
    const networks = ['overlay', 'gone', 'nat', 'unknown'];
    expect(await inventory.networkFacts(networkSlice(node, { networks }), any)).toEqual({
      revision,
      endpoints: [{ driverInfo: { hnsid: '1' } }, null, { driverInfo: { hnsid: '1' } }, null],
    });
    expect(await inventory.networkFacts(networkSlice(node, { networks, container: 'own' }), any)).toEqual({
      revision,
      endpoints: [{}, null, { driverInfo: { hnsid: 'own-1' } }, null],
    });
  });

  it('keeps driver info that is null or absent, and odd JSON in it', async () => {
    const odd = { big: 18446744073709551615n, list: [], object: {}, text: '\u0000"é😀', deep: [{ null: null }] };
    const { node } = await pushed((document) => ({
      ...document,
      endpoints: { odd: { driverInfo: odd }, null: { driverInfo: null }, absent: {} },
    }));
    const { endpoints } = await inventory.networkFacts(
      networkSlice(node, { networks: ['odd', 'null', 'absent'] }),
      any,
    );
    expect(endpoints).toEqual([{ driverInfo: odd }, { driverInfo: null }, {}]);
  });

  it('finds credential specs as Windows does: regardless of case and spelling of the path', async () => {
    const { node, revision } = await pushed();
    const lookups = {
      files: [lookupKey('sub\\x\\..\\WIN.JSON'), 'NO'],
      registry: ['WEB', 'NUMBER', 'NO'],
      configs: ['config-id', 'no'],
    };
    expect(await inventory.credentialsFacts(node, lookups, any)).toEqual({
      revision,
      files: new Map([['SUB\\WIN.JSON', '1']]),
      registry: new Map<string, unknown>([
        ['WEB', '1'],
        ['NUMBER', 18446744073709551615n],
      ]),
      configs: new Map([['config-id', '1']]),
    });
  });

  it('lets the first count of names that fold to one', async () => {
    const { node } = await pushed((document) => ({
      ...document,
      credentialSpecs: { files: { 'a.json': 'first', 'A.JSON': 'second' }, registry: { b: 1, B: 2 } },
    }));
    const { files, registry } = await inventory.credentialsFacts(
      node,
      { files: ['A.JSON'], registry: ['B'], configs: [] },
      any,
    );
    expect([files.get('A.JSON'), registry?.get('B')]).toEqual(['first', 1]);
  });

  it.each([
    ['null', { registry: null }, null],
    ['empty', { registry: {} }, new Map()],
    ['absent', {}, new Map()],
  ])('keeps a registry that is %s apart', async (_, credentialSpecs, expected) => {
    const { node } = await pushed((document) => ({ ...document, credentialSpecs }));
    const { registry } = await inventory.credentialsFacts(node, { files: [], registry: ['WEB'], configs: [] }, any);
    expect(registry).toEqual(expected);
  });

  it('serves a document that has nothing but the node', async () => {
    const { node, document } = await pushed(({ node }) => ({ node }));
    expect((await inventory.imageFacts(imageSlice(node), any)).image).toBeUndefined();
    expect((await inventory.networkFacts(networkSlice(node, { networks: [] }), any)).endpoints).toEqual([]);
    expect((await inventory.show(node, any)).document).toEqual(document);
  });

  it('replaces all of a node, at a higher revision', async () => {
    const first = await pushed();
    const { revision } = await inventory.push({ node: first.document.node, configs: { other: 'x' } });
    expect(revision).toBeGreaterThan(first.revision);
    const facts = await inventory.imageFacts(imageSlice(first.node), any);
    expect(facts).toEqual({ revision, container: undefined, image: undefined });
    expect((await inventory.mountsFacts(mountsSlice(first.node), any)).configs).toEqual(new Set(['other']));
  });

  it('keeps nodes apart, whatever their names', async () => {
    const names = [
      'a',
      'A',
      'a b',
      'a{b}',
      '{',
      '}',
      '*',
      'a:inventory',
      'é',
      'e\u0301',
      'line\nbreak',
      'constructor',
      '__proto__',
      '.',
      'x'.repeat(253),
    ];
    const revisions = await Promise.all(
      names.map(async (name) => (await inventory.push(exampleDocument(name, `mark of ${name}`))).revision),
    );
    const facts = await Promise.all(names.map((name) => inventory.node(name, any)));
    expect(facts).toEqual(
      names.map((name, index) => ({
        revision: revisions[index],
        facts: exampleDocument(name, `mark of ${name}`).node,
      })),
    );
  });

  it.each(['constructor', 'toString', 'hasOwnProperty', ' ', '', '{}', 'a\nb', '\u0000', '0', 'image:x'])(
    'finds %j only where it is',
    async (name) => {
      const { node } = await pushed();
      const { node: full } = await pushed((document) => ({
        ...document,
        images: { [name]: { os: name, rootfs: { type: 'layers' } } },
        containers: { [name]: { rwLayer: name, endpoints: { [name]: { driverInfo: { [name]: name } } } } },
        endpoints: { [name]: {} },
        configs: { [name]: name },
        secrets: [name],
      }));
      const slice = { container: name, image: name };
      expect(await inventory.imageFacts(imageSlice(node, slice), any)).toMatchObject({
        container: undefined,
        image: undefined,
      });
      expect(await inventory.imageFacts(imageSlice(full, slice), any)).toMatchObject({
        container: { rwLayer: name },
        image: { os: name },
      });
      const network = { container: name, networks: [name] };
      expect((await inventory.networkFacts(networkSlice(node, network), any)).endpoints).toEqual([null]);
      expect((await inventory.networkFacts(networkSlice(full, network), any)).endpoints).toEqual([
        { driverInfo: { [name]: name } },
      ]);
    },
  );

  it('refuses a key that would change the prototype', async () => {
    const document = { ...exampleDocument('prototype'), configs: JSON.parse('{"__proto__":"x"}') };
    await expect(inventory.push(document)).rejects.toThrow('__proto__');
  });

  it('shows the document as it was pushed', async () => {
    const { node, document, revision } = await pushed();
    expect(await inventory.show(node, any)).toEqual({ revision, document });
  });

  it('is not touched by later changes of what was pushed or read', async () => {
    const document = exampleDocument('isolated');
    const pushing = inventory.push(document);
    document.node.cpus = 99;
    await pushing;
    document.node.cpus = 98;
    (await inventory.show('isolated', any)).document.node.cpus = 97;
    expect((await inventory.node('isolated', any)).facts.cpus).toBe(4);
    expect((await inventory.show('isolated', any)).document.node.cpus).toBe(4);
  });

  it('says which node it does not know', async () => {
    const reads = everyRead(inventory, 'nowhere', any);
    for (const read of reads) {
      const error = await read().catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(NodeNotFound);
      expect(error).toMatchObject({
        code: 'not-found',
        words: { message: 'no inventory of node nowhere is known: push it (specline inventory push), then ask again' },
      });
    }
  });

  it('answers at the revision that is asked for, and says when it is behind', async () => {
    const { node, revision } = await pushed();
    for (const read of everyRead(inventory, node, { atLeast: revision })) {
      expect(await read()).toMatchObject({ revision });
    }
    for (const read of everyRead(inventory, node, { atLeast: revision + 1 })) {
      const error = await read().catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(StaleInventory);
      expect(error).toMatchObject({
        code: 'unavailable',
        message: expect.stringContaining(`at revision ${revision}, and ${revision + 1}`),
      });
    }
  });

  it('ends a read whose signal fires, with its reason', async () => {
    const { node } = await pushed();
    const reason = new Error('nobody waits');
    for (const read of everyRead(inventory, node, { atLeast: 0, signal: AbortSignal.abort(reason) })) {
      await expect(read()).rejects.toBe(reason);
    }
  });
});

/** Each of the port's reads, ready to be called. */
function everyRead(inventory: NodeInventory, node: string, options: Parameters<NodeInventory['node']>[1]) {
  return [
    () => inventory.node(node, options),
    () => inventory.imageFacts(imageSlice(node), options),
    () => inventory.mountsFacts(mountsSlice(node), options),
    () => inventory.networkFacts(networkSlice(node), options),
    () => inventory.credentialsFacts(node, { files: [], registry: [], configs: [] }, options),
    () => inventory.show(node, options),
  ];
}
