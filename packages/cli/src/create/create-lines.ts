import { errorTable } from '@specline/contracts';
import type { Read } from '../compile/read.ts';
import type { Reader } from '../compile/reader.ts';
import { type Result, resultLine } from '../compile/result.ts';
import { type ExitCode, exitCodes } from '../end/exit-codes.ts';
import { type Line, linesOf } from '../input/lines.ts';
import type { Sink } from '../output/sink.ts';
import type { Asked } from './asked.ts';
import type { Creator } from './creator.ts';
import { InOrder } from './in-order.ts';

/** Of lines that wait for their answers, together. */
const openCharacters = 64 * 1024 * 1024;

interface LineOptions {
  readonly reader: Reader<Asked>;
  readonly creator: Creator;
  readonly concurrency: number;
  readonly sink: Sink;
}

interface Named {
  readonly name: string | null;
  readonly result: Result;
}

/** Asks for a spec a line, several at the same time. The exit code tells whether each line had a final answer. */
export async function createLines(file: string, options: LineOptions): Promise<ExitCode> {
  const { reader, creator, concurrency, sink } = options;
  let exitCode: ExitCode = exitCodes.done;
  const results = new InOrder<Named>({ concurrency, characters: openCharacters }, async ({ name, result }) => {
    if (isPassing(result)) exitCode = exitCodes.unavailable;
    await sink.write(`${resultLine(name, result)}\n`);
  });
  for await (const lines of linesOf(file)) {
    for (const line of lines) await results.add(lengthOf(line), () => createRead(reader(line), creator));
  }
  await results.end();
  return exitCode;
}

/** Asks for what was read; what was refused stays so. Never throws. */
async function createRead(document: Read<Asked>, creator: Creator): Promise<Named> {
  const { name } = document;
  return { name, result: 'refused' in document ? document.refused : await creator.create(document.task) };
}

const lengthOf = (line: Line): number => (typeof line === 'string' ? line.length : 0);

/** Asking again later may give another answer. */
const isPassing = (result: Result): boolean =>
  'errors' in result && result.errors[0] !== undefined && errorTable[result.errors[0].code].retryable;
