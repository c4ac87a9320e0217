import type { Command } from 'commander';
import { load } from '../load/load.ts';
import { addLoadOptions, type LoadCommandOptions } from '../load/load-options.ts';
import { addCompare } from './load/compare.ts';

const after = `
Examples:
  specline load --rate 200 --duration 30s
  specline load --nats nats://127.0.0.1:4222 --redis redis://127.0.0.1:6379 \\
    --profile ramp:50..400/1m --html report.html --json after.json
  specline load --find-max --p99 20ms
  specline load --path submit --mix windows=1 --size 8KB --failures 5% --nodes 100

Without --nats a whole system runs in this process. Generated requests are for
nodes with names of the run's own; their inventories are removed at the end,
after Ctrl-C as well, which ends a run early with its result so far.

With a rate, latency counts from when a request was meant to be sent: a system
that stands still is not asked less. docs/load.md says how to read the figures.

Exit codes:
  0  measured
  1  measured, and some answers are other than they must be; no rate was found
  2  the input or the command line cannot be used
  3  the system is away, or nodes of the load could not be removed`;

/** `specline load`: measures a system under load. */
export function addLoad(program: Command): void {
  const command = program
    .command('load')
    .summary('measure a system under load')
    .description('Puts load on a system and measures what it does: rates, latencies, errors.')
    .enablePositionalOptions()
    .argument('[file]', 'bundles or requests, one a line; without it they are generated');
  addLoadOptions(command)
    .addHelpText('after', after)
    .action(async (file: string | undefined, options: LoadCommandOptions) => {
      process.exitCode = await load(file, options);
    });
  addCompare(command);
}
