import type { Redis, Result } from 'ioredis';
import type { FieldChange } from './field-change.ts';
import { field, type Keys } from './layout.ts';
import { stampRevision } from './revision.ts';

/** Lua's stack takes some thousand values at a time. */
const atATime = 1_000;

/**
 * Changes some fields of a node's hash if it is at the expected revision. Returns the new one, else nothing.
 *
 * KEYS: the node's hash, its last revision. ARGV: the expected revision, the document, twice the number of
 * fields to set, their names and texts, the names of the fields to remove.
 */
export const swapScript = `
if redis.call('HGET', KEYS[1], '${field.revision}') ~= ARGV[1] then return false end
local lastSet = 3 + tonumber(ARGV[3])
for at = 4, lastSet, ${atATime} do
  redis.call('HSET', KEYS[1], unpack(ARGV, at, math.min(at + ${atATime - 1}, lastSet)))
end
for at = lastSet + 1, #ARGV, ${atATime} do
  redis.call('HDEL', KEYS[1], unpack(ARGV, at, math.min(at + ${atATime - 1}, #ARGV)))
end
redis.call('HSET', KEYS[1], '${field.document}', ARGV[2])
${stampRevision}
return revision
`;

declare module 'ioredis' {
  interface RedisCommander<Context> {
    /** {@link swapScript}, as the connection defines it. */
    speclineSwap(...keysAndArguments: (string | number | Buffer)[]): Result<string | null, Context>;
  }
}

export interface Swap extends FieldChange {
  /** The revision that it starts from. */
  readonly from: number;
  /** The new document, as it is stored. */
  readonly document: Buffer;
}

/** @returns the new revision; undefined: the node is not, or no longer, at the one it starts from. */
export async function swap(redis: Redis, keys: Keys, { from, document, set, removed }: Swap) {
  const pairs = [...set].flat();
  const given = [String(from), document, pairs.length, ...pairs, ...removed];
  const revision = await redis.speclineSwap(keys.inventory, keys.revision, ...given);
  return revision === null ? undefined : Number(revision);
}
