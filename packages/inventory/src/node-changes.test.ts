import { InvalidRequest, type InventoryDocument, type InventoryPatch } from '@specline/contracts';
import { startRedis, type TestServer } from '@specline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NodeNotFound, RevisionConflict } from './errors.ts';
import { exampleDocument, imageSlice, mountsSlice, networkSlice } from './fixtures/example.ts';
import { stores } from './fixtures/stores.ts';
import type { ListedNode, NodeInventory } from './node-inventory.ts';

const any = { atLeast: 0 };

let redis: TestServer;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

/** What no document may become, and no patch be. */
const refused: readonly { readonly patch: unknown; readonly message: string }[] = [
  {
    patch: { set: { '/node/cpus': '8' } },
    message: 'inventory.node.cpus is "8": must be a number',
  },
  { patch: { set: { '/images/x/os': 'windows' } }, message: 'inventory.images.x.rootfs is missing: must be an object' },
  { patch: { set: { '/endpoint/nat': {} } }, message: 'inventory.endpoint is an object: is not a field here' },
  { patch: { remove: ['/node'] }, message: 'inventory.node is missing: ' },
  { patch: { remove: ['/node/name'] }, message: 'inventory.node.name is missing: ' },
  { patch: { set: { '/node/name': 'other' } }, message: 'inventory.node.name is "other": must stay ' },
  {
    patch: { set: { '/endpoints/gone/driverInfo': {} } },
    message:
      'patch.set names "/endpoints/gone/driverInfo", which leads into null: that is one value; set it as a whole',
  },
  {
    patch: { set: { '/secrets/0': 'x' } },
    message: 'patch.set names "/secrets/0", which leads into a list: that is one value',
  },
  { patch: { set: { '/node/cpus/x/y': 1 } }, message: 'patch.set names "/node/cpus/x/y", which leads into a number: ' },
  { patch: { remove: ['/a', '/secrets/0'] }, message: 'patch.remove[1] names "/secrets/0", which leads into a list: ' },
  { patch: { remove: ['/secrets/0/a'] }, message: 'patch.remove[0] names "/secrets/0/a", which leads into a list: ' },
  { patch: { remove: ['secrets'] }, message: 'patch.remove[0] is "secrets": must be a JSON Pointer' },
  { patch: { set: { '/configs/__proto__': 'x' } }, message: 'the name must not lead to "__proto__"' },
  { patch: { set: { '/configs': JSON.parse('{"__proto__":"x"}') } }, message: 'patch has a key "__proto__"' },
  {
    patch: { set: { '/containers/web/endpoints/nat/driverInfo': nested(60) } },
    message: 'the patched inventory is nested deeper than 64 levels',
  },
  { patch: { set: { '/configs/a': 'x' }, other: 1 }, message: 'patch.other is 1: is not a field here' },
];

describe.each(stores)('the %s inventory', (name, open) => {
  let inventory: NodeInventory;
  beforeAll(() => {
    inventory = open(redis.url);
  });
  afterAll(() => inventory.close());

  let count = 0;
  const newName = (): string => `${name}-${++count}`;

  /** Pushes to a node that no other test has. */
  async function pushed(changes: Partial<InventoryDocument> = {}) {
    const node = newName();
    const document = { ...exampleDocument(node), ...changes };
    const { revision } = await inventory.push(document);
    return { node, document, revision };
  }

  const shown = async (node: string): Promise<InventoryDocument> => (await inventory.show(node, any)).document;

  describe('a patch', () => {
    it.each<[what: string, patch: InventoryPatch, expected: (document: InventoryDocument) => InventoryDocument]>([
      [
        'puts in, with what is missing on the way',
        { set: { '/containers/new/endpoints/nat': { driverInfo: null } } },
        (document) => ({
          ...document,
          containers: { ...document.containers, new: { endpoints: { nat: { driverInfo: null } } } },
        }),
      ],
      [
        'replaces',
        { set: { '/node/cpus': 8, '/secrets': ['other'] } },
        (document) => ({ ...document, node: { ...document.node, cpus: 8 }, secrets: ['other'] }),
      ],
      [
        'takes null for a value',
        { set: { '/endpoints/nat': null, '/credentialSpecs/registry': null } },
        (document) => ({
          ...document,
          endpoints: { ...document.endpoints, nat: null },
          credentialSpecs: { ...document.credentialSpecs, registry: null },
        }),
      ],
      [
        'takes away, a section too',
        { remove: ['/configs', '/endpoints/overlay', '/endpoints/gone'] },
        ({ configs: _, ...document }) => ({ ...document, endpoints: { nat: document.endpoints?.nat ?? null } }),
      ],
      [
        'takes away first, then puts in',
        { set: { '/layers/sha256:only': 'D:\\only', '/configs/config-id': 'new' }, remove: ['/configs', '/layers'] },
        (document) => ({ ...document, layers: { 'sha256:only': 'D:\\only' }, configs: { 'config-id': 'new' } }),
      ],
      [
        'names members whatever is in their names',
        {
          set: { '/credentialSpecs/files/Sub\\a.b~1c~0 "d"': 'x', '/configs/': 'empty', '/configs/constructor': 'c' },
          remove: ['/credentialSpecs/files/Sub~1Win.json'],
        },
        (document) => ({
          ...document,
          credentialSpecs: { ...document.credentialSpecs, files: { 'Sub\\a.b/c~ "d"': 'x' } },
          configs: { ...document.configs, '': 'empty', constructor: 'c' } as Record<string, string>,
        }),
      ],
    ])('%s', async (_, patch, expected) => {
      const { node, document, revision } = await pushed();
      const answer = await inventory.patch(node, patch);
      expect(answer.revision).toBeGreaterThan(revision);
      expect(await inventory.show(node, any)).toEqual({ ...answer, document: expected(document) });
    });

    it('is seen by every read', async () => {
      const { node } = await pushed();
      const { revision } = await inventory.patch(node, {
        set: {
          '/node/osBuild': 20348,
          '/images/second': { os: 'linux', rootfs: { type: 'layers', diff_ids: ['sha256:base'] }, references: ['w:2'] },
          '/layers/sha256:base': 'D:\\moved',
          '/containers/web/baseFS': null,
          '/containers/web/endpoints/nat': { driverInfo: { hnsid: 'own' } },
          '/credentialSpecs/files/SUB\\WIN.JSON': 'too late: the first counts',
          '/credentialSpecs/registry/Web': 18446744073709551615n,
          '/configs/other': 'x',
        },
        remove: ['/images/sha256:image', '/secrets', '/configs/config-id'],
      });
      const container = { rwLayer: 'C:\\scratch\\1', baseFS: null };
      expect(await inventory.node(node, any)).toMatchObject({ revision, facts: { osBuild: 20348 } });
      expect(await inventory.imageFacts(imageSlice(node), any)).toEqual({ revision, container, image: undefined });
      expect((await inventory.imageFacts(imageSlice(node, { image: 'w:2' }), any)).image).toEqual({
        os: 'linux',
        rootfsType: 'layers',
        chain: ['sha256:base'],
        folders: ['D:\\moved'],
      });
      expect((await inventory.imageFacts(imageSlice(node, { image: 'web:1' }), any)).image).toBeUndefined();
      expect(await inventory.mountsFacts(mountsSlice(node), any)).toEqual({
        revision,
        container,
        secrets: new Set(),
        configs: new Set(['other']),
      });
      expect(
        (await inventory.networkFacts(networkSlice(node, { networks: ['nat', 'overlay'] }), any)).endpoints,
      ).toEqual([{ driverInfo: { hnsid: 'own' } }, {}]);
      const lookups = { files: ['SUB\\WIN.JSON'], registry: ['WEB'], configs: ['other', 'config-id'] };
      expect(await inventory.credentialsFacts(node, lookups, any)).toEqual({
        revision,
        files: new Map([['SUB\\WIN.JSON', '1']]),
        registry: new Map([['WEB', 18446744073709551615n]]),
        configs: new Map([['other', 'x']]),
      });
    });

    it('leaves what it takes away to what was hidden behind it', async () => {
      const { node } = await pushed({ credentialSpecs: { files: { 'a.json': 'first', 'A.JSON': 'second' } } });
      await inventory.patch(node, { remove: ['/credentialSpecs/files/a.json'] });
      const lookups = { files: ['A.JSON'], registry: [], configs: [] };
      expect((await inventory.credentialsFacts(node, lookups, any)).files).toEqual(new Map([['A.JSON', 'second']]));
    });

    it.each<[string, InventoryPatch]>([
      ['is empty', {}],
      ['takes away what is not there', { remove: ['/configs/no', '/no', '/endpoints/gone/driverInfo', '/no/a/b'] }],
      ['puts in what is there', { set: { '/node/cpus': 4, '/endpoints/gone': null } }],
    ])('that %s changes nothing, and the revision stays', async (_, patch) => {
      const { node, document, revision } = await pushed();
      expect(await inventory.patch(node, patch)).toEqual({ revision });
      expect(await inventory.show(node, any)).toEqual({ revision, document });
    });

    it('that is sent twice changes once', async () => {
      const { node } = await pushed();
      const patch = { set: { '/configs/new': 'x' }, remove: ['/configs/config-id'] };
      const first = await inventory.patch(node, patch);
      expect(await inventory.patch(node, patch)).toEqual(first);
    });

    it('for the current revision is done, for another one is a conflict with both', async () => {
      const { node, document, revision } = await pushed();
      for (const ifRevision of [revision - 1, revision + 1, 0]) {
        const error = await inventory.patch(node, { ifRevision, set: { '/node/cpus': 8 } }).catch((reason) => reason);
        expect(error).toBeInstanceOf(RevisionConflict);
        expect(error).toMatchObject({ code: 'conflict', revision, expected: ifRevision });
        expect(error.words.message).toContain(`is at revision ${revision}, and the patch is for ${ifRevision}: `);
      }
      expect(await inventory.show(node, any)).toEqual({ revision, document });
      const patched = await inventory.patch(node, { ifRevision: revision, set: { '/node/cpus': 8 } });
      expect((await inventory.node(node, { atLeast: patched.revision })).facts.cpus).toBe(8);
    });

    it.each(refused)('is refused with the field, and changes nothing: $message', async ({ patch, message }) => {
      const { node, document, revision } = await pushed();
      const error = await inventory.patch(node, patch as InventoryPatch).catch((reason) => reason);
      expect(error).toBeInstanceOf(InvalidRequest);
      expect(error.errors).toMatchObject([{ message: expect.stringContaining(message) }]);
      expect(await inventory.show(node, any)).toEqual({ revision, document });
    });

    it('of a node that is not known says so', async () => {
      await expect(inventory.patch('nowhere', { set: { '/configs/a': 'x' } })).rejects.toBeInstanceOf(NodeNotFound);
      await expect(inventory.patch('nowhere', { ifRevision: 1 })).rejects.toBeInstanceOf(NodeNotFound);
    });

    it('is not touched by later changes of what was given', async () => {
      const { node } = await pushed();
      const value = { rwLayer: 'before' };
      const patching = inventory.patch(node, { set: { '/containers/new': value } });
      value.rwLayer = 'after';
      await patching;
      expect((await shown(node)).containers?.new).toEqual({ rwLayer: 'before' });
    });

    it('never loses another one of the same node, also from another process', async () => {
      const { node, revision } = await pushed({ configs: {} });
      const other = name === 'embedded' ? inventory : open(redis.url);
      const ids = Array.from({ length: 60 }, (_, index) => `config-${index}`);
      const answers = await Promise.all(
        ids.map((id, index) => (index % 2 === 0 ? inventory : other).patch(node, { set: { [`/configs/${id}`]: id } })),
      );
      expect((await shown(node)).configs).toEqual(Object.fromEntries(ids.map((id) => [id, id])));
      const revisions = new Set(answers.map((answer) => answer.revision));
      expect(revisions.size).toBe(60);
      expect(Math.min(...revisions)).toBeGreaterThan(revision);
      if (other !== inventory) await other.close();
    });

    it('for one revision is done once, however many try', async () => {
      const { node, revision } = await pushed();
      const tries = Array.from({ length: 20 }, (_, index) =>
        inventory.patch(node, { ifRevision: revision, set: { '/configs/winner': `${index}` } }),
      );
      const results = await Promise.allSettled(tries);
      const winners = results.flatMap(({ status }, index) => (status === 'fulfilled' ? [`${index}`] : []));
      expect(winners).toHaveLength(1);
      expect((await shown(node)).configs?.winner).toBe(winners[0]);
    });
  });

  describe('a removal', () => {
    it('forgets all of a node, once, below the revisions that come', async () => {
      const { node, document, revision } = await pushed();
      const removed = await inventory.remove(node);
      expect(removed?.revision).toBeGreaterThan(revision);
      for (const read of [
        () => inventory.node(node, any),
        () => inventory.imageFacts(imageSlice(node), any),
        () => inventory.show(node, any),
        () => inventory.patch(node, {}),
      ]) {
        await expect(read()).rejects.toBeInstanceOf(NodeNotFound);
      }
      expect(await inventory.remove(node)).toBeUndefined();
      const again = await inventory.push({ node: document.node });
      expect(again.revision).toBeGreaterThan(removed?.revision ?? Number.NaN);
      expect(await inventory.show(node, any)).toEqual({ ...again, document: { node: document.node } });
    });

    it('of a node that was never known does nothing', async () => {
      expect(await inventory.remove('nowhere')).toBeUndefined();
    });
  });

  describe('a list', () => {
    /** All pages one after the other. */
    async function listed(limit: number, after?: string): Promise<{ nodes: ListedNode[]; sizes: number[] }> {
      const nodes: ListedNode[] = [];
      const sizes: number[] = [];
      for (let next = after; ; ) {
        const page = await inventory.list({ limit, after: next });
        nodes.push(...page.nodes);
        sizes.push(page.nodes.length);
        if (page.next === undefined) return { nodes, sizes };
        next = page.next;
      }
    }

    it('has each node once, in the byte order of the names, with its revision and when it changed', async () => {
      // These stand behind all other names of this suite.
      const names = ['~z', '~', '~a', '~a b\n', '~B', '~\u{1f433}', '~\uffee', '~\u0000'];
      const before = Date.now();
      const revisions = new Map<string, number>();
      for (const node of names) revisions.set(node, (await inventory.push(exampleDocument(node))).revision);
      const inOrder = ['~\u0000', '~B', '~a', '~a b\n', '~z', '~\uffee', '~\u{1f433}'];
      const { nodes, sizes } = await listed(3, '~');
      expect(nodes.map(({ node }) => node)).toEqual(inOrder);
      expect(sizes).toEqual([3, 3, 1]);
      for (const { node, revision, changed } of nodes) {
        expect(revision).toBe(revisions.get(node));
        expect(changed.getTime()).toBeGreaterThanOrEqual(before - 1);
        expect(changed.getTime()).toBeLessThanOrEqual(Date.now() + 1);
      }
      expect((await listed(7, '~')).sizes).toEqual([7]);
      for (const node of names) await inventory.remove(node);
      expect(await listed(3, '~')).toEqual({ nodes: [], sizes: [0] });
    });

    it('follows patches and removals', async () => {
      const { node } = await pushed();
      const before = `${node.slice(0, -1)}`;
      const { revision } = await inventory.patch(node, { set: { '/node/cpus': 8 } });
      expect((await listed(10, before)).nodes.find((entry) => entry.node === node)?.revision).toBe(revision);
      await inventory.remove(node);
      expect((await listed(10, before)).nodes.map((entry) => entry.node)).not.toContain(node);
    });
  });
});

function nested(depth: number): object {
  return depth === 0 ? {} : { deeper: nested(depth - 1) };
}
