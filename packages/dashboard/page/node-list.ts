import type { ListedNode } from './state/nodes.ts';
import type { Gateway } from './stream/gateway.ts';

/** A page of the dashboard shows no more, however many there are. */
const mostPages = 5;

interface ListPage {
  readonly nodes: readonly ListedNode[];
  readonly next?: string;
}

/** The nodes that the gateway knows; undefined: it does not say. */
export async function listNodes(gateway: Gateway): Promise<readonly ListedNode[] | undefined> {
  const nodes: ListedNode[] = [];
  let after = '';
  for (let page = 0; page < mostPages; page++) {
    const answer = await gateway.ask(`/v1/nodes?limit=1000${after}`);
    if (!('text' in answer)) return undefined;
    const { nodes: listed, next } = JSON.parse(answer.text) as ListPage;
    nodes.push(...listed);
    if (next === undefined) break;
    after = `&after=${encodeURIComponent(next)}`;
  }
  return nodes;
}
