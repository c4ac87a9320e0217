import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { OutcomeError } from '@specline/contracts';
import { Failure, unusable } from '../end/failure.ts';
import { readDocument } from '../input/document.ts';
import { type Line, linesOf } from '../input/lines.ts';
import { sourceName } from '../input/source.ts';

/**
 * The files that names stand for: of a folder its `*.json`, in the order of their names.
 *
 * @throws Failure where a folder has none.
 */
export async function filesOf(names: readonly string[]): Promise<string[]> {
  return (await Promise.all(names.map(filesIn))).flat();
}

async function filesIn(name: string): Promise<string[]> {
  if (!(await isFolder(name))) return [name];
  const files = (await readdir(name)).filter((file) => file.endsWith('.json')).toSorted();
  if (files.length === 0) throw unusable(`${name} has no .json files`);
  return files.map((file) => join(name, file));
}

export async function isFolder(name: string): Promise<boolean> {
  const known = name === '-' ? undefined : await stat(name).catch(() => undefined);
  return known?.isDirectory() === true;
}

/** A document of an input, unread; or why there is none. */
export type Input = { readonly place: string } & (
  | { readonly line: Line }
  | { readonly errors: readonly OutcomeError[] }
);

/** Each file's document, or with `lines` each line's. A file that cannot be read does not stop the others. */
export async function* inputsOf(files: readonly string[], lines: boolean): AsyncGenerator<Input> {
  for (const file of files) yield* lines ? lineInputs(file) : [await fileInput(file)];
}

async function fileInput(file: string): Promise<Input> {
  const place = sourceName(file);
  try {
    return { place, line: await readDocument(file) };
  } catch (error) {
    if (error instanceof Failure) return { place, errors: error.errors };
    throw error;
  }
}

async function* lineInputs(file: string): AsyncGenerator<Input> {
  let count = 0;
  for await (const lines of linesOf(file)) {
    for (const line of lines) yield { place: `${sourceName(file)} document ${++count}`, line };
  }
}
