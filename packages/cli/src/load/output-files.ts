import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type LoadResult, reportOf } from '@specline/load';
import { systemReason, unusable } from '../end/failure.ts';
import { withSink } from '../output/sink.ts';
import type { LoadCommandOptions } from './load-options.ts';

type Files = Pick<LoadCommandOptions, 'json' | 'html'>;

/** @throws Failure where a file could not be written, which is better known before a run than after it. */
export async function checkFiles({ json, html }: Files): Promise<void> {
  for (const file of [json, html]) {
    if (file === undefined) continue;
    try {
      await access(dirname(file), constants.W_OK);
    } catch (cause) {
      throw unusable(`cannot write ${file}: ${systemReason(cause)}`, { cause });
    }
  }
}

interface Written {
  readonly json: unknown;
  readonly html: LoadResult | undefined;
}

/** Writes the files that were asked for. */
export async function writeFiles(files: Files, { json, html }: Written): Promise<void> {
  if (files.json !== undefined) await withSink(files.json, (sink) => sink.write(`${JSON.stringify(json)}\n`));
  if (files.html !== undefined && html !== undefined) {
    await withSink(files.html, (sink) => sink.write(reportOf(html)));
  }
}
