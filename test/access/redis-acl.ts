import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startRedis, type TestServer } from '@specline/testing';

export const redisPasswordOf = (user: string): string => `p-${user}`;

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The users that operators have; passwords are written there as their digests. */
const users = readFileSync(join(import.meta.dirname, '..', '..', 'infra', 'redis', 'users.acl'), 'utf8').replaceAll(
  /\{\{(\w+)\}\}/g,
  (_, user: string) => digest(redisPasswordOf(user.toLowerCase())),
);

export const startRedisWithUsers = (): Promise<TestServer> => startRedis({ persistent: true, config: users });

export const redisUrlOf = (user: string, { url }: TestServer): string =>
  url.replace('://', `://${user}:${redisPasswordOf(user)}@`);
