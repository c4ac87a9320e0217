import { encode, type InventoryChange, type OutcomeError } from '@specline/contracts';
import { read } from '../compile/read.ts';
import { inventoryOf, readInventory } from '../compile/reader.ts';
import { InOrder } from '../create/in-order.ts';
import { type ExitCode, exitCodeOf, exitCodes } from '../end/exit-codes.ts';
import { printable } from '../output/printable.ts';
import type { Progress } from '../output/progress.ts';
import { report } from '../output/report.ts';
import type { Sink } from '../output/sink.ts';
import type { Backends } from '../system/backends.ts';
import { pushInventory } from '../system/change-inventory.ts';
import { filesOf, type Input, inputsOf, isFolder } from './inputs.ts';

interface PushOptions {
  readonly backends: Backends;
  readonly sink: Sink;
  readonly progress: Progress;
  readonly jsonl?: boolean;
  readonly json?: boolean;
}

/** Pushes at the same time; documents are held in memory until they are pushed. */
const bounds = { concurrency: 32, characters: 64 * 1024 * 1024 } as const;

/**
 * Pushes what files hold. Of one file it prints the revision, else a line a document, with its node.
 *
 * @throws what the store throws: then nothing more is pushed.
 */
export async function pushFiles(names: readonly string[], options: PushOptions): Promise<ExitCode> {
  const [only = '-', ...others] = names;
  if (options.jsonl === true || others.length > 0 || (await isFolder(only))) {
    return pushMany(inputsOf(await filesOf(names), options.jsonl === true), options);
  }
  const change = await pushInventory(await readInventory(only), options.backends);
  await options.sink.write(`${options.json === true ? encode(change) : change.revision}\n`);
  return exitCodes.done;
}

type Pushed =
  | { readonly change: InventoryChange }
  | { readonly errors: readonly OutcomeError[]; readonly place: string }
  | { readonly failed: unknown };

/** Pushes one input after the other, many at the same time. */
export async function pushMany(
  inputs: AsyncIterable<Input>,
  { backends, sink, progress, json = false }: PushOptions,
): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.done;
  const pushes = new InOrder<Pushed>(bounds, async (pushed) => {
    if ('failed' in pushed) throw pushed.failed;
    progress.add(1);
    if ('change' in pushed) return sink.write(`${json ? encode(pushed.change) : readable(pushed.change)}\n`);
    progress.clear();
    report({ errors: pushed.errors.map((error) => at(pushed.place, error)), warnings: [] }, { json });
    exitCode = exitCodeOf(pushed.errors);
  });
  for await (const input of inputs) await pushes.add(lengthOf(input), () => push(input, backends));
  await pushes.end();
  return exitCode;
}

const readable = ({ node, revision }: InventoryChange): string => `${printable(node)} ${revision}`;

/** Never rejects. */
async function push(input: Input, backends: Backends): Promise<Pushed> {
  const { place } = input;
  if ('errors' in input) return { errors: input.errors, place };
  const document = read(input.line, 'inventory', inventoryOf);
  if ('refused' in document) return { errors: document.refused.errors, place };
  try {
    return { change: await pushInventory(document.task, backends) };
  } catch (failed) {
    return { failed };
  }
}

const lengthOf = (input: Input): number => ('line' in input && typeof input.line === 'string' ? input.line.length : 0);

const at = (place: string, error: OutcomeError): OutcomeError => ({ ...error, message: `${place}: ${error.message}` });
