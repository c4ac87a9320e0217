import type { Command } from 'commander';
import { addDiff } from './inventory/diff.ts';
import { addList } from './inventory/list.ts';
import { addPatch } from './inventory/patch.ts';
import { addPush } from './inventory/push.ts';
import { addRemove } from './inventory/remove.ts';
import { addShow } from './inventory/show.ts';
import { exitCodesText } from './inventory/with-store.ts';

const after = `
Examples:
  specline inventory push --redis redis://127.0.0.1:6379 win-01.json
  specline inventory diff win-01 win-01.json
  specline inventory list --json | jq -r .node
${exitCodesText}`;

/** `specline inventory`: what nodes know, in the store. */
export function addInventory(program: Command): void {
  const inventory = program
    .command('inventory')
    .summary('list, show, compare and change what nodes know')
    .description('What nodes know: images, layers, containers, networks, credential specs, configs.')
    .helpCommand(false)
    .addHelpText('after', after);
  for (const add of [addList, addShow, addDiff, addPush, addPatch, addRemove]) add(inventory);
}
