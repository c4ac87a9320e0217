import type { Command } from 'commander';
import { compileRead } from '../compile/compile.ts';
import { type Reader, readerFor } from '../compile/reader.ts';
import { resultLine } from '../compile/result.ts';
import { type ExitCode, exitCodes } from '../end/exit-codes.ts';
import { readDocument } from '../input/document.ts';
import { linesOf } from '../input/lines.ts';
import { LineWriter } from '../output/line-writer.ts';
import { type Sink, withSink } from '../output/sink.ts';
import { deliver } from './deliver.ts';

interface CompileOptions {
  readonly inventory?: string;
  readonly json?: boolean;
  readonly jsonl?: boolean;
  readonly output?: string;
}

const after = `
Examples:
  specline compile bundle.json > config.json
  specline compile --jsonl < bundles.jsonl > results.jsonl
  docker inspect web | specline compile --inventory win-01.json --output config.json

Lines of --jsonl: {"name","spec","staging","warnings","digest"} or {"name","errors","warnings"}, in the order of
the input. A bundle with errors or a line that is no bundle gives an errors line and never stops the run.

Exit codes: 0 composed, and with --jsonl when the run is done, also with errors lines; 1 refused, as the reference
would; 2 the input or the command line cannot be used.`;

/** `specline compile`: composes offline, from nothing but its input. */
export function addCompile(program: Command): void {
  program
    .command('compile')
    .summary('compose the spec of a bundle, offline')
    .description('Composes the OCI runtime spec of a bundle, offline. A bundle holds a request and what its node knows.')
    .argument('[file]', 'a bundle as JSON; - is standard input', '-')
    .option('--jsonl', 'one bundle a line in, one result a line out')
    .option('--inventory <file>', 'what the node knows; the input is then a request, or what `docker inspect` prints')
    .option('-o, --output <file>', 'write here; the file appears whole or not at all')
    .option('--json', 'errors and warnings as JSON on standard error')
    .addHelpText('after', after)
    .action(async (file: string, options: CompileOptions) => {
      process.exitCode = await compile(file, options);
    });
}

async function compile(file: string, options: CompileOptions): Promise<ExitCode> {
  const reader = await readerFor(options.inventory);
  if (options.jsonl !== true) return deliver(compileRead(reader(await readDocument(file))), options);
  await withSink(options.output, (sink) => compileLines(file, reader, sink));
  return exitCodes.done;
}

async function compileLines(file: string, reader: Reader, sink: Sink): Promise<void> {
  const writer = new LineWriter(sink);
  for await (const lines of linesOf(file)) {
    for (const line of lines) {
      const read = reader(line);
      if (writer.add(resultLine(read.name, compileRead(read)))) await writer.flush();
    }
    await writer.flush();
  }
}
