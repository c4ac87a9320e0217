import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCommand, thisMachine } from '@specline/testing';
import type { IConfigMap, ISecret } from 'kubernetes-models/v1';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { ofKind, overlays, podsOf, root, services, variablesOf } from './estate.ts';
import type { Manifest } from './kustomize.ts';

const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const roles = read('infra/nats/roles.conf');
const users = read('infra/redis/users.acl');

describe('the Secrets that secrets.sh writes', () => {
  let folder: string;
  let secrets: Map<string, Readonly<Record<string, string>>>;
  const write = (): Manifest[] =>
    parseAllDocuments(
      execFileSync(join(root, 'infra/kubernetes/secrets.sh'), [folder], { encoding: 'utf8', stdio: 'pipe' }),
    ).map((document) => document.toJS() as Manifest);
  const read = (manifests: readonly Manifest[]) =>
    new Map(
      ofKind<ISecret>('Secret', manifests).map(({ metadata, stringData = {} }) => [metadata?.name ?? '', stringData]),
    );
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'specline-kubernetes-'));
    secrets = read(write());
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('stay when they are written again, and hold the tokens that are there then', () => {
    writeFileSync(join(folder, 'tokens.json'), '[{\n  "name": "a"\n}]\n');
    const again = read(write());
    expect(again.get('nats-passwords')).toEqual(secrets.get('nats-passwords'));
    expect(secrets.get('gateway-tokens')).toEqual({ 'tokens.json': '[]\n' });
    expect(again.get('gateway-tokens')).toEqual({ 'tokens.json': '[{\n  "name": "a"\n}]\n' });
  });

  it('hold each password of the roles of NATS, and the digests of those of Redis', () => {
    const named = [...roles.matchAll(/\$(SPECLINE_NATS_PASSWORD_\w+)/g)].map(([, name]) => name);
    expect(Object.keys(secrets.get('nats-passwords') ?? {}).toSorted()).toEqual(
      [...named, 'SPECLINE_NATS_PASSWORD_PEER'].toSorted(),
    );
    for (const [name, password] of Object.entries(secrets.get('redis-passwords') ?? {})) {
      const digest = createHash('sha256').update(password).digest('hex');
      expect(secrets.get('redis-users')?.['users.acl'], name).toContain(`#${digest} `);
    }
  });

  it.each(overlays)('are all that $name names, and it has none of its own', ({ manifests }) => {
    const wanted = podsOf(manifests).flatMap(({ spec, container }) => [
      ...(container.env ?? []).flatMap(({ valueFrom }) => valueFrom?.secretKeyRef ?? []),
      ...(container.envFrom ?? []).flatMap(({ secretRef }) => secretRef ?? []),
      ...(spec.volumes ?? []).flatMap(({ secret, projected }) => [
        ...(secret === undefined ? [] : [{ name: secret.secretName }]),
        ...(projected?.sources ?? []).flatMap((source) => source.secret ?? []),
      ]),
    ]);
    expect(new Set(wanted.map(({ name }) => name))).toEqual(new Set(secrets.keys()));
    for (const { name = '', ...reference } of wanted)
      if ('key' in reference) expect(Object.keys(secrets.get(name) ?? {})).toContain(reference.key);
    expect(ofKind('Secret', manifests)).toEqual([]);
  });

  it.runIf(thisMachine.hasProgram('nats-server')).each(overlays)('suit NATS in $name', async ({ manifests }) => {
    const [server] = podsOf(manifests).filter(({ name }) => name === 'nats');
    const [config] = ofKind<IConfigMap>('ConfigMap', manifests).filter(({ metadata }) => metadata?.name === 'nats');
    for (const [file, text] of Object.entries(config?.data ?? {})) writeFileSync(join(folder, file), text);
    const passwords = secrets.get('nats-passwords') ?? {};
    const own = variablesOf(server?.container ?? { name: '' }, manifests);
    const expanded = [...own].map(([name, value]) => [
      name,
      value.replace(/\$\((\w+)\)/g, (_, variable: string) => passwords[variable] ?? ''),
    ]);
    const env = { POD_NAME: 'nats-0', ...Object.fromEntries(expanded), ...passwords };
    const args = (server?.container.args ?? []).map((arg) => arg.replace('/etc/specline', folder));
    await using check = await startCommand('nats-server', { args: ['-t', ...args], env });
    expect([await check.exited, check.stdout() + check.stderr()]).toEqual([0, expect.stringContaining('is valid')]);
  });
});

describe.each(overlays)('who a service is in $name', ({ manifests }) => {
  const pods = podsOf(manifests).filter(({ name }) => services.includes(name));

  it.each(pods)('$name: one user of NATS, of Redis at most one, and no other password', ({ name, container }) => {
    const variables = variablesOf(container, manifests);
    const [, role, natsVariable] =
      /^nats:\/\/([\w-]+):\$\((\w+)\)@nats:4222$/.exec(variables.get('NATS_URL') ?? '') ?? [];
    expect([name, `worker-${name}`]).toContain(role);
    expect(roles).toContain(`user: ${role}, password: $${natsVariable}\n`);
    expect(variables.get('SPECLINE_INBOX_PREFIX')).toBe(`_INBOX_${role}`);

    const redis = /^redis:\/\/(\w+):\$\((\w+)\)@redis:6379$/.exec(variables.get('REDIS_URL') ?? '');
    const wanted = name === 'resources' ? undefined : name === 'gateway' ? 'writer' : 'reader';
    expect(redis?.[1]).toBe(wanted);
    if (wanted !== undefined) expect(users).toContain(`user ${wanted} on #{{${wanted.toUpperCase()}}}`);

    const held = (container.env ?? []).flatMap(({ name, valueFrom }) =>
      valueFrom?.secretKeyRef === undefined ? [] : [[name, valueFrom.secretKeyRef.key]],
    );
    expect(held).toEqual([natsVariable, redis?.[2]].filter((each) => each !== undefined).map((each) => [each, each]));
  });
});
