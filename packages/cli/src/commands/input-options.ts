import type { Command } from 'commander';
import { unusable } from '../end/failure.ts';

/** What `compile` and `create` share: they read and write the same. */
export interface InputOptions {
  readonly inventory?: string;
  readonly container?: string;
  readonly json?: boolean;
  readonly jsonl?: boolean;
  readonly output?: string;
}

export const addInputOptions = (command: Command): Command =>
  command
    .argument('[file]', 'a bundle as JSON; - is standard input', '-')
    .option('--jsonl', 'one bundle a line in, one result a line out')
    .option('--inventory <file>', 'what the node knows; the input is then a request, or what `docker inspect` prints')
    .option('--container <name>', 'of several containers that `docker inspect` printed, this one; a name or id')
    .option('-o, --output <file>', 'write here; the file appears whole or not at all')
    .option('--json', 'errors and warnings as JSON on standard error');

/** @throws Failure where two options exclude each other. */
export function checkInput(file: string, { inventory, container }: InputOptions): void {
  if (file === '-' && inventory === '-')
    throw unusable('input and --inventory cannot both be standard input; name a file');
  if (container !== undefined && inventory === undefined) {
    throw unusable('--container picks from what docker inspect prints; it needs --inventory');
  }
}
