import { type InventoryDocument, type InventoryPatch, pointerTo } from '@specline/contracts';
import { startRedis, type TestServer } from '@specline/testing';
import { foldCase, lookupKey } from '@specline/windows';
import fc from 'fast-check';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { credentialsFacts, imageFacts, mountsFacts, networkFacts } from '../document/facts.ts';
import { anyDocument, anyName } from '../fixtures/any-document.fixture.ts';
import { imageSlice, mountsSlice, networkSlice } from '../fixtures/example.ts';
import type { NodeInventory } from '../node-inventory.ts';
import { fieldsOf } from './fields.ts';
import { redisInventory } from './redis-inventory.ts';

const names = fc.array(anyName, { maxLength: 5 });
const asked = fc.record({
  container: anyName,
  image: anyName,
  networks: names,
  secrets: names,
  configs: names,
  files: names,
  registry: names,
});

let server: TestServer;
let inventory: NodeInventory;
beforeAll(async () => {
  server = await startRedis();
  inventory = redisInventory({ url: server.url });
});
afterAll(async () => {
  await inventory.close();
  await server.stop();
});

it('gives the facts that the pushed document gives, of any document', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyDocument,
      asked,
      async (document, { container, image, networks, secrets, configs, files, registry }) => {
        const { revision } = await inventory.push(document);
        const snapshot = { revision, document };
        const options = { atLeast: revision };

        const slices = {
          image: imageSlice('any', { container, image }),
          mounts: mountsSlice('any', {
            container,
            secretReferences: secrets.map((SecretID) => ({ SecretID })),
            configReferences: configs.map((ConfigID) => ({ ConfigID })),
          }),
          network: networkSlice('any', { container, networks }),
        };
        const lookups = { files: files.map(lookupKey), registry: registry.map(foldCase), configs };
        expect(await inventory.imageFacts(slices.image, options)).toEqual(imageFacts(snapshot, slices.image));
        expect(await inventory.mountsFacts(slices.mounts, options)).toEqual(mountsFacts(snapshot, slices.mounts));
        expect(await inventory.networkFacts(slices.network, options)).toEqual(networkFacts(snapshot, slices.network));
        expect(await inventory.credentialsFacts('any', lookups, options)).toEqual(credentialsFacts(snapshot, lookups));
        expect(await inventory.show('any', options)).toEqual(snapshot);
      },
    ),
    { numRuns: 500 },
  );
});

it('leaves after any patch what a push of the patched document leaves', async () => {
  const redis = new Redis(server.url);
  const remove = fc.array(fc.tuple(fc.constantFrom(...sections), anyName).map(pointerTo), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(anyDocument, anyDocument, remove, async (before, other, removed) => {
      await inventory.push(before);
      await inventory.patch('any', { set: membersOf(other), remove: removed });
      const { document } = await inventory.show('any', { atLeast: 0 });
      const { revision: _, changed: __, document: ___, ...fields } = await redis.hgetall('specline:{any}:inventory');
      expect(fields).toEqual(Object.fromEntries(fieldsOf(document)));
    }),
    { numRuns: 300 },
  );
  redis.disconnect();
});

const sections = ['images', 'layers', 'containers', 'endpoints', 'configs'] as const;

/** Each member of a section by its path; other sections as a whole. */
function membersOf({ node: _, ...known }: InventoryDocument): NonNullable<InventoryPatch['set']> {
  const members = Object.entries(known).flatMap(([section, value]): [string, unknown][] =>
    (sections as readonly string[]).includes(section)
      ? Object.entries(value ?? {}).map(([name, member]) => [pointerTo([section, name]), member])
      : [[pointerTo([section]), value]],
  );
  return Object.fromEntries(members);
}
