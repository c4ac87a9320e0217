import { gunzipSync, gzipSync } from 'node:zlib';
import { decode, type InventoryDocument } from '@specline/contracts';
import type { ChainableCommander, Redis } from 'ioredis';
import { field, type Keys } from './layout.ts';

/**
 * Gives the hash a revision above all before it. That follows the server's clock, in milliseconds, so that it
 * rises also where Redis lost its last writes or all its data: a cache never meets an old number with new content.
 *
 * KEYS: the node's hash, its last revision.
 */
const revisionScript = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local last = tonumber(redis.call('GET', KEYS[2]) or 0)
local revision = string.format('%.0f', math.max(last + 1, now))
redis.call('SET', KEYS[2], revision)
redis.call('HSET', KEYS[1], '${field.revision}', revision)
return revision
`;

/** Bounds of one command; Redis takes a million arguments, and reads large commands slowly. */
const batchLimits = { fields: 500, characters: 256 * 1024 } as const;

/**
 * A document as it is stored. It is mostly repeated names and ids: a tenth remains of it.
 * At once, not in another thread: pushes must reach the server in the order in which they were called.
 */
export const packed = (text: string): Buffer => gzipSync(text, { level: 1 });

export const unpacked = (stored: Buffer): InventoryDocument =>
  decode(gunzipSync(stored).toString()) as InventoryDocument;

/** All of a node's hash but its revision. */
interface Content {
  readonly fields: ReadonlyMap<string, string>;
  /** As {@link packed} gives it. */
  readonly document: Buffer;
}

/** Replaces a node's hash in one transaction: readers see all of the old one or all of the new. */
export async function replace(redis: Redis, keys: Keys, { fields, document }: Content): Promise<number> {
  const transaction = redis.multi();
  transaction.unlink(keys.inventory);
  for (const batch of batches(fields)) transaction.hset(keys.inventory, ...batch);
  transaction.hset(keys.inventory, field.document, document);
  // Not by its hash: a script that the server forgot could not be sent again from within a transaction.
  transaction.eval(revisionScript, 2, keys.inventory, keys.revision);
  return Number(await lastResult(transaction));
}

async function lastResult(transaction: ChainableCommander): Promise<unknown> {
  const results = (await transaction.exec()) ?? [];
  for (const [error] of results) if (error !== null) throw error;
  return results.at(-1)?.[1];
}

function* batches(fields: ReadonlyMap<string, string>): Generator<string[]> {
  let batch: string[] = [];
  let characters = 0;
  for (const [name, text] of fields) {
    batch.push(name, text);
    characters += name.length + text.length;
    if (batch.length < 2 * batchLimits.fields && characters < batchLimits.characters) continue;
    yield batch;
    batch = [];
    characters = 0;
  }
  if (batch.length > 0) yield batch;
}
