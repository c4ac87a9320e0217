import type { InventoryDocument } from '@specline/contracts';
import { expect, it } from 'vitest';
import { type Difference, differences } from './differences.ts';
import { withoutSecrets } from './without-secrets.ts';

const node = {
  name: 'win-01',
  osBuild: 17763,
  cpus: 4,
  dockerRoot: 'C:\\docker',
  defaultIsolation: '',
  lcowSupported: false,
};
type Known = Omit<InventoryDocument, 'node'>;
const hidden = '[hidden: --secrets shows it]';

const cases: readonly [what: string, before: Known, after: Known, expected: Difference[]][] = [
  ['nothing', {}, {}, []],
  [
    'the deepest member that differs',
    { containers: { web: { rwLayer: 'C:\\1', endpoints: { nat: { driverInfo: { hnsid: '1' } } } } } },
    { containers: { web: { rwLayer: 'C:\\1', endpoints: { nat: { driverInfo: { hnsid: '2' } } } } } },
    [{ path: '/containers/web/endpoints/nat/driverInfo/hnsid', change: 'changed', before: '1', after: '2' }],
  ],
  [
    'what is there on one side only, as a whole',
    { layers: { a: '1' } },
    { endpoints: { 'a/b': null } },
    [
      { path: '/endpoints', change: 'added', after: { 'a/b': null } },
      { path: '/layers', change: 'removed', before: { a: '1' } },
    ],
  ],
  [
    'null, and members named like those of every object',
    { endpoints: { nat: {} } },
    { endpoints: { nat: null, constructor: {} } as InventoryDocument['endpoints'] & object },
    [
      { path: '/endpoints/constructor', change: 'added', after: {} },
      { path: '/endpoints/nat', change: 'changed', before: {}, after: null },
    ],
  ],
  [
    'a list as one value',
    { secrets: ['a', 'b'] },
    { secrets: ['a'] },
    [{ path: '/secrets', change: 'changed', before: ['a', 'b'], after: ['a'] }],
  ],
  [
    'large integers exactly',
    { endpoints: { nat: { driverInfo: { n: 18446744073709551615n } } } },
    { endpoints: { nat: { driverInfo: { n: 18446744073709551614n } } } },
    [
      {
        path: '/endpoints/nat/driverInfo/n',
        change: 'changed',
        before: 18446744073709551615n,
        after: 18446744073709551614n,
      },
    ],
  ],
  [
    'contents of secrets, and names in them, only as changed',
    {
      configs: { a: 'hush' },
      credentialSpecs: { files: { 'a.json': 'hush' }, registry: { changed: { hush: 1 }, gone: 'hush' } },
    },
    {
      configs: { a: 'hushed' },
      credentialSpecs: { files: { 'a.json': 'hushed', 'b.json': 'hush' }, registry: { changed: { hush: 2 } } },
    },
    [
      { path: '/configs/a', change: 'changed', before: hidden, after: hidden },
      { path: '/credentialSpecs/files/a.json', change: 'changed', before: hidden, after: hidden },
      { path: '/credentialSpecs/files/b.json', change: 'added', after: hidden },
      { path: '/credentialSpecs/registry/changed', change: 'changed', before: hidden, after: hidden },
      { path: '/credentialSpecs/registry/gone', change: 'removed', before: hidden },
    ],
  ],
  [
    'whole sections of secrets likewise',
    {},
    { configs: { a: 'hush' }, credentialSpecs: { registry: { a: { hush: 1 } } } },
    [
      { path: '/configs', change: 'added', after: { a: hidden } },
      { path: '/credentialSpecs', change: 'added', after: { registry: { a: hidden } } },
    ],
  ],
];

it.each(cases)('tells %s', (_, before, after, expected) => {
  const documents = { before: { node, ...before }, after: { node, ...after } };
  const shown = { before: withoutSecrets(documents.before), after: withoutSecrets(documents.after) };
  const found = differences(documents, shown);
  expect(found).toEqual(expected);
});
