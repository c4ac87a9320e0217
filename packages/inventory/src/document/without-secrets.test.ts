import type { InventoryDocument } from '@specline/contracts';
import { expect, it } from 'vitest';
import { withoutSecrets } from './without-secrets.ts';

const node = {
  name: 'win-01',
  osBuild: 17763,
  cpus: 4,
  dockerRoot: 'C:\\docker',
  defaultIsolation: '',
  lcowSupported: false,
};
const hidden = '[hidden]';

it.each<[string, Omit<InventoryDocument, 'node'>, Omit<InventoryDocument, 'node'>]>([
  ['files', { credentialSpecs: { files: { 'a.json': 'hush' } } }, { credentialSpecs: { files: { 'a.json': hidden } } }],
  [
    'registry values of any type',
    { credentialSpecs: { registry: { a: 'hush', b: 7 } } },
    { credentialSpecs: { registry: { a: hidden, b: hidden } } },
  ],
  [
    'a registry key that does not exist',
    { credentialSpecs: { registry: null } },
    { credentialSpecs: { registry: null } },
  ],
  ['configs', { configs: { c: 'hush' } }, { configs: { c: hidden } }],
  ['nothing else', { secrets: ['id'], layers: { a: 'b' } }, { secrets: ['id'], layers: { a: 'b' } }],
])('hides the contents of %s', (_title, known, shown) => {
  expect(withoutSecrets({ node, ...known }, hidden)).toEqual({ node, ...shown });
});
