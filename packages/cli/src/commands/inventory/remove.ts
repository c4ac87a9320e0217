import { encode } from '@specline/contracts';
import type { Command } from 'commander';
import { exitCodes } from '../../end/exit-codes.ts';
import { Failure } from '../../end/failure.ts';
import { printable } from '../../output/printable.ts';
import { withSink } from '../../output/sink.ts';
import { withAddresses } from '../../system/addresses.ts';
import { removeInventory } from '../../system/change-inventory.ts';
import { type StoreOptions, withStore } from './with-store.ts';

const after = `
Examples:
  specline inventory remove --redis redis://127.0.0.1:6379 win-01

It does not ask. The node may be pushed again; its revisions go on above those
that it had. With --nats the change is announced. With --json the result is
{"node","revision","removed":true}.

Exit codes:
  0  done
  1  the node is not known; nothing was removed
  2  the command line cannot be used
  3  Redis or NATS cannot be reached`;

/** `specline inventory remove`: forgets a node. */
export function addRemove(inventory: Command): void {
  withAddresses(inventory.command('remove'))
    .summary('forget a node')
    .description('Removes all that is known of a node, without asking, and says so.')
    .argument('<node>', "the node's name")
    .option('--json', 'the result as JSON, and errors on standard error')
    .addHelpText('after', after)
    .action(remove);
}

async function remove(node: string, options: StoreOptions): Promise<void> {
  await withStore(options, async (backends) => {
    const removed = await removeInventory(node, backends);
    if (removed === undefined) throw unknownNode(node);
    const readable = `removed ${printable(node)}, at revision ${removed.revision}`;
    const text = options.json === true ? encode(removed) : readable;
    await withSink(undefined, (sink) => sink.write(`${text}\n`));
  });
}

function unknownNode(node: string): Failure {
  const message = `no inventory of node ${node} is known; nothing was removed`;
  return new Failure(exitCodes.refused, [{ code: 'not-found', kind: 'request', message }]);
}
