import type { Redis } from 'ioredis';
import type { ListedNode, Page, PageOptions } from '../node-inventory.ts';
import { field, keysOf, nodesKey } from './layout.ts';

/** Reads a page of the nodes' index, then of each of its nodes when it was changed: two round trips. */
export async function listNodes(redis: Redis, prefix: string, { after, limit }: PageOptions): Promise<Page> {
  const from = after === undefined ? '-' : `(${after}`;
  const names = await redis.zrangebylex(nodesKey(prefix), from, '+', 'LIMIT', 0, limit + 1);
  const page = names.slice(0, limit);
  const nodes = await Promise.all(page.map((node) => listed(redis, prefix, node)));
  const next = names.length > limit ? page.at(-1) : undefined;
  return { nodes: nodes.filter((node) => node !== undefined), ...(next === undefined ? {} : { next }) };
}

/** Nothing where the node was removed in between, or its keys were by hand. */
async function listed(redis: Redis, prefix: string, node: string): Promise<ListedNode | undefined> {
  const { inventory } = keysOf(prefix, node);
  const [revision, changed] = await redis.hmget(inventory, field.revision, field.changed);
  if (typeof revision !== 'string') return undefined;
  return { node, revision: Number(revision), changed: new Date(Number(changed ?? revision)) };
}
