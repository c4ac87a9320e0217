import { setFlagsFromString } from 'node:v8';
import type { Command } from 'commander';
import type { Task } from '../compile/bundle.ts';
import { compileRead } from '../compile/compile.ts';
import { type Reader, readerOf, readInventory } from '../compile/reader.ts';
import { resultLine } from '../compile/result.ts';
import { type ExitCode, exitCodes } from '../end/exit-codes.ts';
import { readDocument } from '../input/document.ts';
import { linesOf } from '../input/lines.ts';
import { LineWriter } from '../output/line-writer.ts';
import { Progress } from '../output/progress.ts';
import { type Sink, withSink } from '../output/sink.ts';
import { deliver } from './deliver.ts';
import { addInputOptions, checkInput, type InputOptions, progressOf } from './input-options.ts';

const after = `
Examples:
  specline compile bundle.json > config.json
  specline compile --jsonl < bundles.jsonl > results.jsonl
  docker inspect web | specline compile --inventory win-01.json --output config.json

With --jsonl, each line of input gives one line of output, in the same order:
  {"name","spec","staging","warnings","digest"}  or  {"name","errors","warnings"}
A bundle with errors, or a line that is no bundle, never stops the run.

Exit codes:
  0  composed; with --jsonl the run is done, lines with errors or not
  1  refused, as the reference would
  2  the input or the command line cannot be used`;

/** `specline compile`: composes offline, from nothing but its input. */
export function addCompile(program: Command): void {
  const command = program
    .command('compile')
    .summary('compose the spec of a bundle, offline')
    .description('Composes the OCI runtime spec of a bundle, offline: a request together with what its node knows.');
  addInputOptions(command)
    .addHelpText('after', after)
    .action(async (file: string, options: InputOptions) => {
      process.exitCode = await compile(file, options);
    });
}

async function compile(file: string, options: InputOptions): Promise<ExitCode> {
  checkInput(file, options);
  const { inventory, container, jsonl, output } = options;
  const reader = readerOf(inventory === undefined ? undefined : await readInventory(inventory), container);
  if (jsonl !== true) return deliver(compileRead(reader(await readDocument(file))), options);
  using progress = new Progress(progressOf(options), output === undefined);
  await withSink(output, (sink) => compileLines(file, reader, { sink, progress }));
  return exitCodes.done;
}

interface LineOptions {
  readonly sink: Sink;
  readonly progress: Progress;
}

async function compileLines(file: string, reader: Reader<Task>, { sink, progress }: LineOptions): Promise<void> {
  compileHotCodeOnce();
  const writer = new LineWriter(sink);
  for await (const lines of linesOf(file)) {
    for (const line of lines) {
      const document = reader(line);
      if (writer.add(resultLine(document.name, compileRead(document)))) await writer.flush();
    }
    await writer.flush();
    progress.add(lines.length);
  }
}

/**
 * V8 optimizes hot functions twice: soon by Maglev, later by TurboFan. Here the second is not worth its price, which on
 * one core is a fifth of the time of 24,000 lines: most of a line is JSON, hashing and functions that run once a line.
 * Also five times as many lines gain nothing from it (`npm run bench:compile`).
 */
const compileHotCodeOnce = (): void => setFlagsFromString('--no-turbofan');
