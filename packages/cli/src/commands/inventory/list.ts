import { encode } from '@specline/contracts';
import type { ListedNode, NodeInventory } from '@specline/inventory';
import type { Command } from 'commander';
import { printable } from '../../output/printable.ts';
import { type Sink, withSink } from '../../output/sink.ts';
import { redisOption } from '../../system/addresses.ts';
import { type StoreOptions, withStore } from './with-store.ts';

const after = `
Examples:
  specline inventory list --redis redis://127.0.0.1:6379
  specline inventory list --json | jq -r .node

One line a node, in the order of their names: its name, its revision, and when
it was last changed. With --json each is {"node","revision","changed"}.

Exit codes:
  0  done
  2  the command line cannot be used
  3  Redis cannot be reached`;

/** `specline inventory list`: the nodes that are known. */
export function addList(inventory: Command): void {
  inventory
    .command('list')
    .summary('list the nodes that are known')
    .description('Lists the nodes whose inventory is known, with its revision and when it was last changed.')
    .addOption(redisOption())
    .option('--json', 'one JSON object a line; errors as JSON on standard error')
    .addHelpText('after', after)
    .action(list);
}

/** Nodes at a time; each page is one request, then one a node. */
const pageSize = 500;

async function list(options: StoreOptions): Promise<void> {
  const lineOf = options.json === true ? jsonLine : readableLine;
  await withStore(options, ({ inventory }) => withSink(undefined, (sink) => writePages(inventory, sink, lineOf)));
}

async function writePages(inventory: NodeInventory, sink: Sink, lineOf: (node: ListedNode) => string): Promise<void> {
  let after: string | undefined;
  do {
    const { nodes, next } = await inventory.list({ limit: pageSize, after });
    if (nodes.length > 0) await sink.write(`${nodes.map(lineOf).join('\n')}\n`);
    after = next;
  } while (after !== undefined);
}

const jsonLine = ({ node, revision, changed }: ListedNode): string =>
  encode({ node, revision, changed: changed.toISOString() });

const readableLine = ({ node, revision, changed }: ListedNode): string =>
  `${printable(node).padEnd(24)}  ${revision}  ${changed.toISOString()}`;
