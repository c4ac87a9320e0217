import { embeddedInventory } from '@specline/inventory';
import { expect, it } from 'vitest';
import { imageWorker } from './worker.ts';

const node = {
  name: 'win-01',
  osBuild: 17763,
  cpus: 4,
  dockerRoot: 'C:\\docker',
  defaultIsolation: '',
  lcowSupported: true,
};
const slice = { node: 'win-01', container: 'c1', image: 'i1', isolation: 'process', lcowSupported: true } as const;

it("answers from the node's images, layers and containers, at their revision", async () => {
  const inventory = embeddedInventory();
  await inventory.push({ node });
  const { revision } = await inventory.push({
    node,
    images: { i1: { os: 'windows', rootfs: { type: 'layers', diff_ids: ['sha256:1'] } } },
    layers: { 'sha256:1': 'C:\\base' },
    containers: { c1: { rwLayer: 'C:\\c1' } },
  });
  const { signal } = new AbortController();
  expect(await imageWorker(inventory).resolve(slice, { signal, atLeast: revision })).toEqual({
    revision,
    facts: { platform: 'windows', os: 'windows', layerFolders: ['C:\\base', 'C:\\c1'], rootPath: '' },
    errors: [expect.objectContaining({ code: 'system', message: expect.stringContaining('BaseFS of container c1') })],
    warnings: [],
  });
});

it('answers from nothing older than asked for', async () => {
  const inventory = embeddedInventory();
  const { revision } = await inventory.push({ node });
  const { signal } = new AbortController();
  const answer = imageWorker(inventory).resolve(slice, { signal, atLeast: revision + 1 });
  await expect(answer).rejects.toMatchObject({ name: 'StaleInventory' });
});
