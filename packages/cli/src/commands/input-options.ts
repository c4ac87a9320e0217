import type { Command } from 'commander';

/** What `compile` and `create` share: they read and write the same. */
export interface InputOptions {
  readonly inventory?: string;
  readonly json?: boolean;
  readonly jsonl?: boolean;
  readonly output?: string;
}

export const addInputOptions = (command: Command): Command =>
  command
    .argument('[file]', 'a bundle as JSON; - is standard input', '-')
    .option('--jsonl', 'one bundle a line in, one result a line out')
    .option('--inventory <file>', 'what the node knows; the input is then a request, or what `docker inspect` prints')
    .option('-o, --output <file>', 'write here; the file appears whole or not at all')
    .option('--json', 'errors and warnings as JSON on standard error');
