import type { Endpoint, InventoryDocument } from '@specline/contracts';
import { startRedis, type TestServer } from '@specline/testing';
import { foldCase, lookupKey } from '@specline/windows';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { credentialsFacts, imageFacts, mountsFacts, networkFacts } from '../document/facts.ts';
import { exampleDocument, imageSlice, mountsSlice, networkSlice } from '../fixtures/example.ts';
import type { NodeInventory } from '../node-inventory.ts';
import { redisInventory } from './redis-inventory.ts';

/** Few names, so that slices find something; odd ones, and such that fold to one or nearly. */
const name = fc.constantFrom(
  ...[
    'a',
    'A',
    'b',
    'ß',
    'SS',
    'ſ',
    's',
    'K',
    'k',
    '\u212a',
    '',
    ' ',
    '0',
    '1',
    '10',
    '1:a',
    '2:1:a',
    '{}',
    '\n',
    '\u0000',
    '😀',
    'a/../b',
    'B\\.',
    'constructor',
    'toString',
  ],
);
const text = fc.oneof(name, fc.string({ unit: 'binary' }));
const integer = fc
  .bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n })
  .map((value) => (Number.isSafeInteger(Number(value)) ? Number(value) : value));
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, false, 0.5, 1e21),
    text,
    integer,
    fc.array(tie('json'), { maxLength: 3 }),
    fc.dictionary(name, tie('json'), { maxKeys: 3 }),
  ),
}));

const endpoint: fc.Arbitrary<Endpoint> = fc.record(
  { driverInfo: fc.option(fc.dictionary(name, json, { maxKeys: 3 })) },
  { requiredKeys: [] },
);
const endpoints = fc.dictionary(name, fc.option(endpoint), { maxKeys: 4 });
const diffIds = fc.array(name, { maxLength: 4 });
const image = fc.record(
  {
    os: text,
    rootfs: fc.record({ type: text, diff_ids: fc.option(diffIds) }, { requiredKeys: ['type'] }),
    references: fc.option(fc.array(name, { maxLength: 3 })),
  },
  { requiredKeys: ['os', 'rootfs'] },
);
const container = fc.record({ rwLayer: fc.option(text), baseFS: fc.option(text), endpoints }, { requiredKeys: [] });
const credentialSpecs = fc.record(
  { files: fc.dictionary(name, text), registry: fc.option(fc.dictionary(name, json)) },
  { requiredKeys: [] },
);
const document: fc.Arbitrary<InventoryDocument> = fc.record(
  {
    node: fc.constant(exampleDocument('any').node),
    images: fc.dictionary(name, image, { maxKeys: 4 }),
    // The chain id of a lone layer is its diff id, so that these names are found.
    layers: fc.dictionary(name, text),
    containers: fc.dictionary(name, container),
    endpoints,
    credentialSpecs,
    configs: fc.dictionary(name, text),
    secrets: fc.array(name),
  },
  { requiredKeys: ['node'] },
);
const names = fc.array(name, { maxLength: 5 });
const asked = fc.record({
  container: name,
  image: name,
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
      document,
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
