import { encode, inventoryPatchSchema, validate } from '@specline/contracts';
import type { Command } from 'commander';
import { parse } from '../../compile/read.ts';
import { readDocument } from '../../input/document.ts';
import { withSink } from '../../output/sink.ts';
import { withAddresses } from '../../system/addresses.ts';
import { patchInventory } from '../../system/change-inventory.ts';
import { settingsWarnings } from './settings-warnings.ts';
import { type StoreOptions, withStore } from './with-store.ts';

const after = `
Examples:
  echo '{"set":{"/endpoints/nat":null}}' | specline inventory patch win-01 -
  specline inventory patch --nats nats://127.0.0.1:4222 win-01 patch.json

A patch: {"ifRevision": 7, "set": {"/layers/sha256:0": "D:\\\\0"},
          "remove": ["/containers/web"]}
What it removes goes first, and need not be there; then it sets, and makes the
objects on the way. Null is a value. A path is a JSON Pointer: in a name, "~" is
"~0" and "/" is "~1". A list is one value. With "ifRevision" nothing is done
unless the node is at that revision; without, no other change is lost. Standard
output is the revision after it, with --json {"node","revision"}. With --nats the
change is announced.

Exit codes:
  0  done
  1  the node is not known, or not at the revision that the patch is for
  2  the patch, what it makes of the inventory, or the command line is not valid
  3  Redis or NATS cannot be reached, or would lose what is pushed`;

/** `specline inventory patch`: changes parts of what a node knows. */
export function addPatch(inventory: Command): void {
  withAddresses(inventory.command('patch'))
    .summary("change parts of a node's inventory")
    .description("Changes parts of what is known of a node, all or nothing, and prints the node's new revision.")
    .argument('<node>', "the node's name")
    .argument('<file>', 'a patch as JSON; - is standard input')
    .option('--json', 'the result as JSON, and errors on standard error')
    .addHelpText('after', after)
    .action(patch);
}

async function patch(node: string, file: string, options: StoreOptions): Promise<void> {
  const document = validate(inventoryPatchSchema, parse(await readDocument(file), 'patch'), 'patch');
  const change = async (backends: Parameters<typeof patchInventory>[2]): Promise<void> => {
    const changed = await patchInventory(node, document, backends);
    const text = options.json === true ? encode(changed) : String(changed.revision);
    await withSink(undefined, (sink) => sink.write(`${text}\n`));
  };
  await withStore(options, change, settingsWarnings(options));
}
