import type { CreateRequest } from '@specline/contracts';
import type { Refused, Warned } from '../compile/result.ts';
import { answerLines } from '../create/answer-lines.ts';
import { askedReader, inventoryFor } from '../create/asked-reader.ts';
import { Desk } from '../create/desk.ts';
import type { ExitCode } from '../end/exit-codes.ts';
import { readDocument } from '../input/document.ts';
import { Progress } from '../output/progress.ts';
import { withSink } from '../output/sink.ts';
import type { AddressOptions } from '../system/addresses.ts';
import type { Backends } from '../system/backends.ts';
import { type InputOptions, progressOf } from './input-options.ts';

/** What a command that asks a system is told. */
export interface AnswerOptions extends AddressOptions, InputOptions {
  readonly concurrency: number;
}

/** How a command asks, and how it tells the answer. */
export interface Asking<A> {
  readonly backends: Backends;
  readonly ask: (request: CreateRequest) => Promise<A>;
  /** Of a `--jsonl` run. */
  readonly lineOf: (name: string | null, answer: A | Refused) => string;
  /** Of the only document. */
  readonly deliver: (name: string | null, answer: A | Refused) => Promise<ExitCode>;
}

/** Asks a system for what stands in a file, after the inventories that stand there are pushed. */
export async function answer<A extends Warned>(
  file: string,
  options: AnswerOptions,
  { backends, ask, lineOf, deliver }: Asking<A>,
): Promise<ExitCode> {
  const reader = await askedReader(options, backends);
  const desk = new Desk({ ...backends, inventory: inventoryFor(options, backends), ask });
  if (options.jsonl === true) {
    using progress = new Progress(progressOf(options), options.output === undefined);
    return await withSink(options.output, (sink) =>
      answerLines(file, { ...options, reader, desk, lineOf, sink, progress }),
    );
  }
  const document = reader(await readDocument(file));
  return deliver(document.name, 'refused' in document ? document.refused : await desk.answer(document.task));
}
