import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kinds } from '@specline/contracts';
import { startNats, type TestServer } from '@specline/testing';
import { connect, type NatsConnection } from 'nats';

const root = join(import.meta.dirname, '..', '..');

/** The configuration that operators use. */
export const rolesFile = readFileSync(join(root, 'infra', 'nats', 'roles.conf'), 'utf8');

export const workers = kinds.map((kind) => `worker-${kind}`);

export const roles = [
  'scheduler',
  'scheduler-outcomes',
  'dashboard',
  'agent',
  'operator',
  'aggregator',
  'gateway',
  ...workers,
] as const;

const passwordOf = (role: string): string => `p-${role}`;

/** A server with that configuration; what comes from the environment elsewhere is written in front of it. */
export function startWithRoles(config = ''): Promise<TestServer> {
  const passwords = roles.map((role) => `${variableOf(role)}: "${passwordOf(role)}"`);
  return startNats({ jetstream: true, config: [...passwords, rolesFile, config].join('\n') });
}

const variableOf = (role: string): string => `SPECLINE_NATS_PASSWORD_${role.toUpperCase().replaceAll('-', '_')}`;

/** What tells a service or the command who it is. */
export const environmentOf = (role: string, { url }: TestServer) => ({
  NATS_URL: url.replace('://', `://${role}:${passwordOf(role)}@`),
  SPECLINE_INBOX_PREFIX: `_INBOX_${role}`,
});

/** The client that everybody uses, as one role. */
export const connectAs = (role: string, { url }: TestServer): Promise<NatsConnection> =>
  connect({ servers: url, user: role, pass: passwordOf(role), inboxPrefix: `_INBOX_${role}` });

/** What the script writes that makes the configuration. */
export function writtenConfig(): string {
  const script = join(root, 'packages', 'bus', 'src', 'nats', 'access', 'main.ts');
  return spawnSync(process.execPath, [script], { encoding: 'utf8', env: { PATH: process.env.PATH } }).stdout;
}
