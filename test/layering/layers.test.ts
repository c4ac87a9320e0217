import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Manifest, violations } from './layers.ts';

const root = join(import.meta.dirname, '..', '..');
const folders = globSync(['packages/*/package.json', 'services/*/package.json', 'test/package.json'], { cwd: root });

describe('the layers', () => {
  it.each(folders)('%s depends on nothing above or beside it', (file) => {
    expect(violations(JSON.parse(readFileSync(join(root, file), 'utf8')) as Manifest)).toEqual([]);
  });

  it.each<[string, Manifest, string]>([
    ['a rule that speaks NATS', { name: '@specline/rules', dependencies: { nats: '' } }, 'nats'],
    [
      'a contract that reaches up',
      { name: '@specline/contracts', dependencies: { '@specline/bus': '' } },
      '@specline/bus',
    ],
    [
      'a service that reaches another',
      { name: '@specline/service-image', dependencies: { '@specline/service-mounts': '' } },
      '@specline/service-mounts',
    ],
    [
      'a way round through devDependencies',
      { name: '@specline/service-image', devDependencies: { ioredis: '' } },
      'ioredis',
    ],
  ])('see %s', (_what, manifest, culprit) => {
    expect(violations(manifest)).toEqual([`${manifest.name} must not depend on ${culprit}`]);
  });

  it('see a package that nobody has placed', () => {
    expect(violations({ name: '@specline/utils' })).toEqual(['@specline/utils has no place in the table of layers']);
  });
});
