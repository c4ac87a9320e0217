import { encode } from '@specline/contracts';
import type { Command } from 'commander';
import { readInventory } from '../compile/reader.ts';
import { unusable } from '../end/failure.ts';
import { withoutSecrets } from '../inventory/without-secrets.ts';
import { withSink } from '../output/sink.ts';
import { type AddressOptions, redisOption, withAddresses } from '../system/addresses.ts';
import { pushInventory } from '../system/push-inventory.ts';
import { withSystem } from '../system/with-system.ts';

interface ShowOptions extends AddressOptions {
  readonly secrets?: boolean;
}

const exitCodesText = `
Exit codes:
  0  done
  1  the node is not known
  2  the input or the command line cannot be used
  3  Redis or NATS cannot be reached`;

const pushExamples = `
Examples:
  specline inventory push --redis redis://127.0.0.1:6379 win-01.json
  revision=$(specline inventory push win-01.json)

All that was known of the document's node is replaced. Standard output is the
new revision: a request with it as its "minInventoryRevision" is composed from
this inventory or a newer one. With --nats the change is announced.
${exitCodesText}`;

const showExamples = `
Examples:
  specline inventory show --redis redis://127.0.0.1:6379 win-01
  specline inventory show win-01 --secrets > win-01.json
${exitCodesText}`;

/** `specline inventory`: what nodes know, in the store. */
export function addInventory(program: Command): void {
  const inventory = program
    .command('inventory')
    .summary('push or show what a node knows')
    .description('What nodes know.');
  withAddresses(inventory.command('push'))
    .summary("replace a node's inventory")
    .description("Replaces what is known of a node by an inventory document and prints the node's new revision.")
    .argument('<file>', 'an inventory document or a bundle as JSON; - is standard input')
    .option('--json', 'errors as JSON on standard error')
    .addHelpText('after', pushExamples)
    .action(push);
  inventory
    .command('show')
    .summary("print a node's inventory")
    .description('Prints what is known of a node as JSON, without the contents of credential specs and configs.')
    .argument('<node>', "the node's name")
    .addOption(redisOption())
    .option('--secrets', 'the contents of credential specs and configs, too')
    .option('--json', 'errors as JSON on standard error')
    .addHelpText('after', showExamples)
    .action(show);
}

async function push(file: string, options: AddressOptions): Promise<void> {
  await withStore(options, async (backends) => {
    const { revision } = await pushInventory(await readInventory(file), backends);
    await withSink(undefined, (sink) => sink.write(`${revision}\n`));
  });
}

async function show(node: string, { redis, secrets = false }: ShowOptions): Promise<void> {
  await withStore({ ...(redis === undefined ? {} : { redis }) }, async ({ inventory }) => {
    const { document } = await inventory.show(node, { atLeast: 0 });
    await withSink(undefined, (sink) => sink.write(`${encode(secrets ? document : withoutSecrets(document), 2)}\n`));
  });
}

async function withStore(options: AddressOptions, use: Parameters<typeof withSystem<void>>[1]): Promise<void> {
  if (options.redis === undefined) throw unusable('say with --redis (REDIS_URL) where the node inventory is');
  await withSystem({ ...options, logLevel: 'silent', services: false }, use);
}
