import type { Command } from 'commander';
import { addDiff } from './inventory/diff.ts';
import { addList } from './inventory/list.ts';
import { addPatch } from './inventory/patch.ts';
import { addPush } from './inventory/push.ts';
import { addRemove } from './inventory/remove.ts';
import { addShow } from './inventory/show.ts';

/** `specline inventory`: what nodes know, in the store. */
export function addInventory(program: Command): void {
  const inventory = program
    .command('inventory')
    .summary('list, show, compare and change what nodes know')
    .description('What nodes know.');
  for (const add of [addList, addShow, addDiff, addPush, addPatch, addRemove]) add(inventory);
}
