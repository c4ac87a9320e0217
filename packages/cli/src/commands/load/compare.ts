import { encode } from '@specline/contracts';
import { compare, comparisonText, readResult, share, Unreadable } from '@specline/load';
import { type Command, InvalidArgumentError } from 'commander';
import { type ExitCode, exitCodes } from '../../end/exit-codes.ts';
import { unusable } from '../../end/failure.ts';
import { readDocument } from '../../input/document.ts';
import { withSink } from '../../output/sink.ts';

interface CompareCommandOptions {
  readonly tolerance: number;
  readonly json?: boolean;
}

const after = `
Examples:
  specline load compare before.json after.json
  specline load compare before-1.json,before-2.json after-1.json,after-2.json --tolerance 10%

Each side is one result of load --json, or several with commas between them.
Noise is what the seconds of a run, and the runs of a side, differ by. With --json:
{"differences","remarks","worse"}.

Exit codes:
  0  not worse
  1  a figure is worse, by more than the tolerance and by more than noise
  2  the input or the command line cannot be used`;

/** `specline load compare`: what changed between two results. */
export function addCompare(load: Command): void {
  load
    .command('compare')
    .summary('compare results of two runs')
    .description('Tells what is different between results, and what of it is noise.')
    .argument('<before>', 'a result of load --json; several with commas between them')
    .argument('<after>', 'the same')
    .option('--tolerance <share>', 'by how much a figure may be worse', tolerance, 0.05)
    .option('--json', 'differences and errors as JSON')
    .addHelpText('after', after)
    .action(async (before: string, later: string, options: CompareCommandOptions) => {
      process.exitCode = await compareFiles(before, later, options);
    });
}

async function compareFiles(before: string, later: string, options: CompareCommandOptions): Promise<ExitCode> {
  const comparison = compare(await resultsIn(before), await resultsIn(later), options);
  const text = options.json === true ? `${encode(comparison)}\n` : comparisonText(comparison);
  await withSink(undefined, (sink) => sink.write(text));
  return comparison.worse ? exitCodes.refused : exitCodes.done;
}

const resultsIn = (files: string) =>
  Promise.all(
    files.split(',').map(async (file) => {
      try {
        return readResult(await readDocument(file), file);
      } catch (cause) {
        throw cause instanceof Unreadable ? unusable(cause.message, { cause }) : cause;
      }
    }),
  );

function tolerance(text: string): number {
  try {
    return share(text);
  } catch (error) {
    throw error instanceof Unreadable ? new InvalidArgumentError(`${error.message}.`) : error;
  }
}
