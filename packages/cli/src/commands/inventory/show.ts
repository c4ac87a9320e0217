import { encode } from '@specline/contracts';
import type { Command } from 'commander';
import { withoutSecrets } from '../../inventory/without-secrets.ts';
import { withSink } from '../../output/sink.ts';
import { redisOption } from '../../system/addresses.ts';
import { exitCodesText, type StoreOptions, withStore } from './with-store.ts';

interface ShowOptions extends StoreOptions {
  readonly secrets?: boolean;
}

const after = `
Examples:
  specline inventory show --redis redis://127.0.0.1:6379 win-01
  specline inventory show win-01 --secrets > win-01.json
${exitCodesText}`;

/** `specline inventory show`: the document of one node. */
export function addShow(inventory: Command): void {
  inventory
    .command('show')
    .summary("print a node's inventory")
    .description('Prints what is known of a node as JSON, without the contents of credential specs and configs.')
    .argument('<node>', "the node's name")
    .addOption(redisOption())
    .option('--secrets', 'the contents of credential specs and configs, too')
    .option('--json', 'errors as JSON on standard error')
    .addHelpText('after', after)
    .action(show);
}

async function show(node: string, { secrets = false, ...options }: ShowOptions): Promise<void> {
  await withStore(options, async ({ inventory }) => {
    const { document } = await inventory.show(node, { atLeast: 0 });
    await withSink(undefined, (sink) => sink.write(`${encode(secrets ? document : withoutSecrets(document), 2)}\n`));
  });
}
