import { expect, it } from 'vitest';
import { catalogVersion, machine } from './machine.ts';

it.each([
  ['nats', '2.29.3'],
  ['@types/node', '24.19.2'],
  ['nat', 'unknown'],
])('the version of %s in a catalog is %s', (name, version) => {
  const workspace = 'catalog:\n  "@types/node": 24.19.2\n  nats: 2.29.3\n\nnodeVersion: 24.21.0\n';
  expect(catalogVersion(workspace, name)).toBe(version);
});

it('a machine tells its processors and all versions', () => {
  const told = new Map(machine());
  expect(told.get('processors')).toMatch(/^\d+ × \S/);
  expect(told.get('Node')).toBe(process.version);
  expect(told.get('packages')).toMatch(/^nats \d+\.\d+\.\d+, /);
  expect(told.get('packages of the others')).toContain('moleculer 0.15.');
});
