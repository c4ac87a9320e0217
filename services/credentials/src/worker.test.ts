import { embeddedInventory } from '@specline/inventory';
import { expect, it } from 'vitest';
import { credentialsWorker } from './worker.ts';

const node = {
  name: 'win-01',
  osBuild: 17763,
  cpus: 4,
  dockerRoot: 'C:\\docker',
  defaultIsolation: '',
  lcowSupported: true,
};

it("answers from the node's files, registry and configs, at their revision", async () => {
  const inventory = embeddedInventory();
  await inventory.push({ node });
  const { revision } = await inventory.push({
    node,
    credentialSpecs: { files: { 'Win.json': '{"a":1}' }, registry: { Web: '{"b":2}' } },
    configs: { k1: '{"c":3}' },
  });
  const { signal } = new AbortController();
  const resolve = (...values: string[]) => {
    const securityOptions = values.map((value) => `credentialspec=${value}`);
    const slice = { node: 'win-01', container: 'c1', dockerRoot: 'C:\\docker', swarmManaged: true, securityOptions };
    return credentialsWorker(inventory).resolve(slice, { signal, atLeast: revision });
  };
  for (const [value, credentialSpec] of [
    ['file://win.JSON', '{"a":1}'],
    ['registry://web', '{"b":2}'],
    ['config://k1', '{"c":3}'],
    ['raw://{}', '{}'],
  ] as const) {
    expect(await resolve(value)).toEqual({ revision, facts: { credentialSpec }, errors: [], warnings: [] });
  }
  expect(await resolve('file://none.json', 'raw://{}', 'registry://web')).toEqual({
    revision,
    facts: { credentialSpec: '{"b":2}' },
    errors: [expect.objectContaining({ code: 'invalid-parameter', message: expect.stringContaining('none.json') })],
    warnings: [expect.objectContaining({ code: 'credential-spec-replaced' })],
  });
});
