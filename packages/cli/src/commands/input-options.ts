import type { Command } from 'commander';
import { unusable } from '../end/failure.ts';

/** What `compile` and `create` share: they read and write the same. */
export interface InputOptions extends QuietOptions {
  readonly inventory?: string;
  readonly container?: string;
  readonly json?: boolean;
  readonly jsonl?: boolean;
  readonly output?: string;
}

export interface QuietOptions {
  readonly progress?: boolean;
  readonly quiet?: boolean;
}

/** How commands are told to say nothing of what goes well. */
export const addQuietOptions = (command: Command): Command =>
  command
    .option('--no-progress', 'do not show on a terminal how many lines are done')
    .option('-q, --quiet', 'neither progress nor warnings on standard error');

/** Whether it may be shown how many lines are done. */
export const progressOf = ({ progress, quiet }: QuietOptions) => ({
  what: 'lines',
  wanted: progress !== false && quiet !== true,
});

export const addInputOptions = (command: Command): Command => addQuietOptions(withInput(command));

const withInput = (command: Command): Command =>
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
