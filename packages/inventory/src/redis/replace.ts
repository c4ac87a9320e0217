import type { Redis } from 'ioredis';
import { field, type Keys } from './layout.ts';
import { stampRevision } from './revision.ts';
import { lastResult } from './transaction.ts';

/** KEYS: the node's hash, its last revision, the index of all nodes. ARGV: the node's name. */
const stampScript = `
redis.call('ZADD', KEYS[3], 0, ARGV[1])
${stampRevision}
return revision
`;

/** Bounds of one command; Redis takes a million arguments, and reads large commands slowly. */
const batchLimits = { fields: 500, characters: 256 * 1024 } as const;

/** All of a node's hash but its revision. */
interface Content {
  readonly node: string;
  readonly fields: ReadonlyMap<string, string>;
  /** As packed.ts gives it. */
  readonly document: Buffer;
}

/** Replaces a node's hash in one transaction: readers see all of the old one or all of the new. */
export async function replace(redis: Redis, keys: Keys, { node, fields, document }: Content): Promise<number> {
  const transaction = redis.multi();
  transaction.unlink(keys.inventory);
  for (const batch of batches(fields)) transaction.hset(keys.inventory, ...batch);
  transaction.hset(keys.inventory, field.document, document);
  // Not by its hash: a script that the server forgot could not be sent again from within a transaction.
  transaction.eval(stampScript, 3, keys.inventory, keys.revision, keys.nodes, node);
  return Number(await lastResult(transaction));
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
