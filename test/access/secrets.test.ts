import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const read = (...path: string[]): string => readFileSync(join(...path), 'utf8');
const compose = read(root, 'docker-compose.yml');

/** Variables that docker-compose.yml cannot do without. */
const wanted = [...new Set([...compose.matchAll(/\$\{(SPECLINE_\w+_PASSWORD_\w+)/g)].map(([, name = '']) => name))];

const variables = (text: string): Map<string, string> =>
  new Map([...text.matchAll(/^(\w+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]));

describe('infra/secrets/make.sh', () => {
  let folder: string;
  const make = (): void => void execFileSync(join(root, 'infra/secrets/make.sh'), [folder], { stdio: 'pipe' });
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'specline-secrets-'));
    make();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('makes each password that NATS, Redis and docker-compose.yml want, for no other eyes', () => {
    const made = variables(read(folder, '.env'));
    const inRoles = [...read(root, 'infra/nats/roles.conf').matchAll(/\$(SPECLINE_\w+)/g)].map(([, name]) => name);
    expect([...made.keys()]).toEqual(expect.arrayContaining([...wanted, ...inRoles]));
    expect(statSync(join(folder, '.env')).mode & 0o777).toBe(0o600);
    expect(new Set(made.values()).size).toBe(made.size);
    expect([...made.values()].filter((password) => !/^s[0-9a-f]{48}$/.test(password))).toEqual([]);
  });

  it('gives Redis their digests', () => {
    const made = variables(read(folder, '.env'));
    const users = read(folder, 'redis-users.acl');
    for (const user of ['reader', 'writer']) {
      const password = made.get(`SPECLINE_REDIS_PASSWORD_${user.toUpperCase()}`) ?? '';
      expect(users).toContain(`user ${user} on #${createHash('sha256').update(password).digest('hex')} `);
      expect(users).not.toContain(password);
    }
  });

  it('leaves passwords that are there', () => {
    const before = read(folder, '.env');
    make();
    expect(read(folder, '.env')).toBe(before);
  });
});

describe('docker-compose.yml', () => {
  it('has no password of its own: without one it does not start', () => {
    expect(wanted.length).toBeGreaterThan(11);
    expect(wanted.filter((name) => !compose.includes(`\${${name}:?`))).toEqual([]);
    expect(compose).not.toMatch(/_PASSWORD_\w+:?-/);
  });

  it('publishes its ports on loopback only', () => {
    const ports = [...compose.matchAll(/ports: \["([^"]*)"\]/g)].map(([, port]) => port);
    expect(ports).toHaveLength([...compose.matchAll(/^ +ports:/gm)].length);
    expect(ports).not.toEqual([]);
    expect(ports.filter((port) => !port?.startsWith('127.0.0.1:'))).toEqual([]);
  });

  it('can be started without passwords by open.env, and only on purpose', () => {
    expect([...variables(read(root, 'infra/open.env')).keys()]).toEqual(expect.arrayContaining(wanted));
    expect(compose).not.toContain('infra/nats/open.conf');
  });
});
