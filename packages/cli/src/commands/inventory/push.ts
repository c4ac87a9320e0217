import type { Command } from 'commander';
import type { ExitCode } from '../../end/exit-codes.ts';
import { pushFiles } from '../../inventory/push-files.ts';
import { Progress } from '../../output/progress.ts';
import { withSink } from '../../output/sink.ts';
import { withAddresses } from '../../system/addresses.ts';
import { addQuietOptions, progressOf, type QuietOptions } from '../input-options.ts';
import { settingsWarnings } from './settings-warnings.ts';
import { exitCodesText, type StoreOptions, withStore } from './with-store.ts';

interface PushOptions extends StoreOptions, QuietOptions {
  readonly jsonl?: boolean;
}

const after = `
Examples:
  specline inventory push --redis redis://127.0.0.1:6379 win-01.json
  revision=$(specline inventory push win-01.json)
  specline inventory push --nats nats://127.0.0.1:4222 nodes/
  specline inventory push --jsonl < nodes.jsonl

All that was known of the document's node is replaced. Standard output is the
new revision: a request with it as its "minInventoryRevision" is composed from
this inventory or a newer one. Of several files, a folder (its *.json) or with
--jsonl it is a line each, with node and revision, in their order; a document
that cannot be used is told and left out. With --json each result is
{"node","revision"}. With --nats each change is announced.
${exitCodesText}`;

/** `specline inventory push`: replaces what nodes know. */
export function addPush(inventory: Command): void {
  addQuietOptions(withAddresses(inventory.command('push')))
    .summary("replace nodes' inventories")
    .description("Replaces what is known of a node by an inventory document and prints the node's new revision.")
    .argument('[files...]', 'inventory documents or bundles as JSON, or folders of them; - is standard input', ['-'])
    .option('--jsonl', 'one document a line, of many nodes')
    .option('--json', 'results as JSON, one a line, and errors on standard error')
    .addHelpText('after', after)
    .action(async (files: readonly string[], options: PushOptions) => {
      process.exitCode = await push(files, options);
    });
}

async function push(files: readonly string[], options: PushOptions): Promise<ExitCode> {
  using progress = new Progress({ ...progressOf(options), what: 'documents' }, true);
  return await withStore(
    options,
    (backends) => withSink(undefined, (sink) => pushFiles(files, { ...options, backends, sink, progress })),
    settingsWarnings(options),
  );
}
