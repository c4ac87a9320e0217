import { errorTable } from '@specline/contracts';
import type { Read } from '../compile/read.ts';
import type { Reader } from '../compile/reader.ts';
import type { Refused, Warned } from '../compile/result.ts';
import { type ExitCode, exitCodes } from '../end/exit-codes.ts';
import { type Line, linesOf } from '../input/lines.ts';
import type { Progress } from '../output/progress.ts';
import type { Sink } from '../output/sink.ts';
import type { Asked } from './asked.ts';
import type { Desk } from './desk.ts';
import { InOrder } from './in-order.ts';

/** Of lines that wait for their answers, together. */
const openCharacters = 64 * 1024 * 1024;

interface LineOptions<A extends Warned> {
  readonly reader: Reader<Asked>;
  readonly desk: Desk<A>;
  /** Writes an answer as one line, without its end. */
  readonly lineOf: (name: string | null, answer: A | Refused) => string;
  readonly concurrency: number;
  readonly sink: Sink;
  readonly progress: Progress;
}

interface Named<A> {
  readonly name: string | null;
  readonly answer: A | Refused;
}

/** Asks a line, several at the same time. The exit code tells whether each line had a final answer. */
export async function answerLines<A extends Warned>(file: string, options: LineOptions<A>): Promise<ExitCode> {
  const { reader, desk, lineOf, concurrency, sink, progress } = options;
  let exitCode: ExitCode = exitCodes.done;
  const answers = new InOrder<Named<A>>({ concurrency, characters: openCharacters }, async ({ name, answer }) => {
    if (isPassing(answer)) exitCode = exitCodes.unavailable;
    await sink.write(`${lineOf(name, answer)}\n`);
    progress.add(1);
  });
  for await (const lines of linesOf(file)) {
    for (const line of lines) await answers.add(lengthOf(line), () => answerRead(reader(line), desk));
  }
  await answers.end();
  return exitCode;
}

/** Asks for what was read; what was refused stays so. Never throws. */
async function answerRead<A extends Warned>(document: Read<Asked>, desk: Desk<A>): Promise<Named<A>> {
  const { name } = document;
  return { name, answer: 'refused' in document ? document.refused : await desk.answer(document.task) };
}

const lengthOf = (line: Line): number => (typeof line === 'string' ? line.length : 0);

/** Asking again later may give another answer. */
const isPassing = (answer: Warned | Refused): boolean =>
  'errors' in answer && answer.errors[0] !== undefined && errorTable[answer.errors[0].code].retryable;
