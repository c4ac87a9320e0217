import { embeddedInventory } from '@specline/inventory';
import { expect, it } from 'vitest';
import { mountsWorker } from './worker.ts';

const node = {
  name: 'win-01',
  osBuild: 17763,
  cpus: 4,
  dockerRoot: 'C:\\docker',
  defaultIsolation: '',
  lcowSupported: true,
};
const slice = {
  node: 'win-01',
  container: 'c1',
  dockerRoot: 'C:\\docker',
  isolation: 'process',
  lcowSupported: true,
  hasBeenStartedBefore: false,
  swarmManaged: true,
  mountPoints: [{ Destination: 'C:\\data', Source: 'C:\\host', RW: true }],
  secretReferences: [
    { SecretID: 's1', File: { Name: 'a' } },
    { SecretID: 's2', File: { Name: 'b' } },
  ],
  configReferences: [],
} as const;

it('answers from what the node holds, at its revision', async () => {
  const inventory = embeddedInventory();
  await inventory.push({ node });
  const containers = { c1: { rwLayer: 'C:\\c1', baseFS: '\\\\?\\Volume{1}' } };
  const { revision } = await inventory.push({ node, containers, secrets: ['s1'] });
  const { signal } = new AbortController();
  const [worker, context] = [mountsWorker(inventory), { signal, atLeast: revision }];
  const resolved = worker.resolve(worker.kind.slice.parse(slice), context);
  expect(await resolved).toMatchObject({
    revision,
    facts: { mounts: expect.arrayContaining([{ source: 'C:\\host', destination: 'C:\\data', readOnly: false }]) },
    errors: [
      { code: 'system', field: expect.stringContaining('SecretReferences[1]'), message: expect.stringContaining('s2') },
    ],
    warnings: [],
  });
});
