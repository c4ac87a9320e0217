import type { Redis } from 'ioredis';
import type { Keys } from './layout.ts';
import { nextRevision } from './revision.ts';
import { lastResult } from './transaction.ts';

/**
 * Removes a node but not its last revision, which rises, so that caches can be told. Returns it; nothing where the
 * node was not there. What frees memory comes first: it is done also by a server that has none left.
 *
 * KEYS: the node's hash, its last revision, the index of all nodes. ARGV: the node's name.
 */
const forgetScript = `
redis.call('ZREM', KEYS[3], ARGV[1])
if redis.call('UNLINK', KEYS[1]) == 0 then return false end
${nextRevision}
return revision
`;

export async function forget(redis: Redis, keys: Keys, node: string) {
  // As pushes are sent, so that both reach the server in the order in which they were called.
  const transaction = redis.multi().eval(forgetScript, 3, keys.inventory, keys.revision, keys.nodes, node);
  const revision = await lastResult(transaction);
  return revision === null ? undefined : { revision: Number(revision) };
}
