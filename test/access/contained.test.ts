import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '..', '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

interface Container {
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly user?: string;
  readonly build?: { readonly dockerfile?: string };
}

const { services } = parse(read('docker-compose.yml'), { merge: true }) as {
  readonly services: Readonly<Record<string, Container>>;
};

describe('docker-compose.yml', () => {
  it.each(Object.keys(services))('every container is read-only and without privileges: %s', (name) => {
    expect(services[name]).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    });
  });
});

describe('the images', () => {
  it.each(['infra/image/Dockerfile', 'infra/nats/Dockerfile'])('every container has a user of its own: %s', (file) => {
    expect(read(file)).toMatch(/^USER (?!root|0)\S+$/m);
  });
});

describe('nats.conf', () => {
  it('keeps the monitoring of NATS within its container', () => {
    expect(read('infra/nats/nats.conf').match(/^(http|https|monitor_port|http_port)\b.*$/gm)).toEqual([
      'http: 127.0.0.1:8222',
    ]);
  });
});
