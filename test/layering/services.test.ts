import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { missingPlaces, type Places } from './services.ts';

const root = join(import.meta.dirname, '..', '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const places: Places = {
  'tsconfig.json': read('tsconfig.json'),
  'docker-compose.yml': read('docker-compose.yml'),
  'infra/kubernetes/base/kustomization.yaml': read('infra/kubernetes/base/kustomization.yaml'),
  'packages/cli/package.json': read('packages/cli/package.json'),
};

describe('a service', () => {
  it.each(readdirSync(join(root, 'services')))(
    '%s is type-checked, composed, runs in Kubernetes and in one process',
    (name) => {
      expect(missingPlaces(name, places)).toEqual([]);
    },
  );

  it('that nobody has placed is seen', () => {
    expect(missingPlaces('planted', places)).toEqual([
      'tsconfig.json lacks "path": "services/planted"',
      'docker-compose.yml lacks command: ["services/planted/src/main.ts"]',
      'infra/kubernetes/base/kustomization.yaml lacks - planted.yaml',
      'packages/cli/package.json lacks "@specline/service-planted"',
    ]);
  });
});
