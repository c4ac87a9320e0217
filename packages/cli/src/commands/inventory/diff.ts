import { encode, type InventoryDocument } from '@specline/contracts';
import type { NodeInventory } from '@specline/inventory';
import type { Command } from 'commander';
import { readInventory } from '../../compile/reader.ts';
import { type ExitCode, exitCodes } from '../../end/exit-codes.ts';
import { unusable } from '../../end/failure.ts';
import { differenceLine } from '../../inventory/difference-line.ts';
import { differences } from '../../inventory/differences.ts';
import { withoutSecrets } from '../../inventory/without-secrets.ts';
import { paintFor } from '../../output/paint.ts';
import { withSink } from '../../output/sink.ts';
import { redisOption } from '../../system/addresses.ts';
import { type StoreOptions, withStore } from './with-store.ts';

interface DiffOptions extends StoreOptions {
  readonly secrets?: boolean;
  readonly files?: boolean;
  readonly nodes?: boolean;
}

type Pair = readonly [before: InventoryDocument, after: InventoryDocument];

const after = `
Examples:
  specline inventory diff --redis redis://127.0.0.1:6379 win-01 win-01.json
  specline inventory diff --nodes win-01 win-02
  specline inventory diff --files old.json new.json

What would change if the file were pushed, one path a line: + added, - removed,
~ changed. Of credential specs and configs only that they changed is told. With
--json: {"equal","changes":[{"path","change","before","after"}]}.

Exit codes:
  0  they are equal
  1  they differ, or a node is not known
  2  the input or the command line cannot be used
  3  Redis cannot be reached`;

/** `specline inventory diff`: what a push would change. */
export function addDiff(inventory: Command): void {
  inventory
    .command('diff')
    .summary('show what a push would change')
    .description('Compares what is known of a node with an inventory document, two documents, or two nodes.')
    .argument('<before>', "the node's name")
    .argument('<after>', 'an inventory document or a bundle as JSON; - is standard input')
    .addOption(redisOption())
    .option('--files', 'both are documents')
    .option('--nodes', 'both are nodes')
    .option('--secrets', 'the contents of credential specs and configs, too')
    .option('--json', 'differences and errors as JSON')
    .addHelpText('after', after)
    .action(async (before: string, after: string, options: DiffOptions) => {
      process.exitCode = await diff(before, after, options);
    });
}

async function diff(before: string, after: string, options: DiffOptions): Promise<ExitCode> {
  if (options.files === true && options.nodes === true) throw unusable('--files and --nodes exclude each other');
  if (options.files === true) return tell(await filePair(before, after), options);
  return withStore(options, async ({ inventory }) => {
    const known = await documentOf(before, inventory);
    if (options.nodes === true) return tell([known, await documentOf(after, inventory)], options);
    const given = await readInventory(after);
    if (given.node.name !== known.node.name) throw ofOtherNode(given.node.name, known.node.name);
    return tell([known, given], options);
  });
}

async function filePair(before: string, after: string): Promise<Pair> {
  if (before === '-' && after === '-') throw unusable('both cannot be standard input; name a file');
  return [await readInventory(before), await readInventory(after)];
}

const documentOf = async (node: string, inventory: NodeInventory): Promise<InventoryDocument> =>
  (await inventory.show(node, { atLeast: 0 })).document;

const ofOtherNode = (given: string, known: string) =>
  unusable(
    `the document is of node ${given}, so that pushing it would not change ${known}; compare with --files or --nodes`,
  );

async function tell([before, after]: Pair, { secrets = false, json = false }: DiffOptions): Promise<ExitCode> {
  const documents = { before, after };
  const shown = secrets ? documents : { before: withoutSecrets(before), after: withoutSecrets(after) };
  const changes = differences(documents, shown);
  const equal = changes.length === 0;
  const paint = paintFor(process.stdout);
  const text = json
    ? `${encode({ equal, changes })}\n`
    : changes.map((change) => `${differenceLine(change, paint)}\n`).join('');
  await withSink(undefined, (sink) => sink.write(text));
  return equal ? exitCodes.done : exitCodes.refused;
}
