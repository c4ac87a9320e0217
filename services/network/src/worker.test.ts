import { embeddedInventory } from '@specline/inventory';
import { expect, it } from 'vitest';
import { networkWorker } from './worker.ts';

const node = {
  name: 'win-01',
  osBuild: 17763,
  cpus: 4,
  dockerRoot: 'C:\\docker',
  defaultIsolation: '',
  lcowSupported: true,
};

it("answers from the node's networks and the container's endpoints, at their revision", async () => {
  const inventory = embeddedInventory();
  await inventory.push({ node });
  const { revision } = await inventory.push({
    node,
    endpoints: { nat: { driverInfo: { hnsid: 'e1' } }, odd: { driverInfo: { hnsid: 7 } } },
  });
  const { signal } = new AbortController();
  const slice = {
    node: 'win-01',
    container: 'c1',
    networks: ['away', 'nat', 'odd'],
    networkMode: 'nat',
    sharedContainer: '',
    sharedEndpoints: [],
    dnsSearch: ['a.example'],
    nodeDnsSearch: [],
  };
  expect(await networkWorker(inventory).resolve(slice, { signal, atLeast: revision })).toEqual({
    revision,
    facts: {
      endpoints: ['e1'],
      allowUnqualifiedDnsQuery: false,
      dnsSearch: ['a.example'],
      sharedContainer: '',
    },
    errors: [expect.objectContaining({ code: 'invalid-parameter', message: expect.stringContaining('hnsid') })],
    warnings: [expect.objectContaining({ code: 'network-not-resolved', message: expect.stringContaining('away') })],
  });
});
