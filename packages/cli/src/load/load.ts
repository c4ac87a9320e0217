import { maximumText, resultText } from '@specline/load';
import { type ExitCode, exitCodes } from '../end/exit-codes.ts';
import { withSink } from '../output/sink.ts';
import { checkAddresses } from '../system/addresses.ts';
import { checkSearch, findMax } from './find-max.ts';
import type { LoadCommandOptions } from './load-options.ts';
import { modelOf } from './model.ts';
import { checkFiles, writeFiles } from './output-files.ts';
import { checkPermission } from './permission.ts';
import { withLoad } from './with-load.ts';

/** Puts load on a system, and writes what it did. */
export async function load(file: string | undefined, options: LoadCommandOptions): Promise<ExitCode> {
  const model = modelOf(options);
  const { nats, findMax: findsMaximum = false, yesItIsMine = false } = options;
  checkSearch(options);
  checkAddresses(options);
  checkPermission({ nats, model, findsMaximum, yesItIsMine });
  await checkFiles(options);
  return findsMaximum ? maximum(file, options) : once(file, options);
}

async function once(file: string | undefined, options: LoadCommandOptions): Promise<ExitCode> {
  const result = await withLoad(file, options, (bench) => bench.run(modelOf(options)));
  await writeFiles(options, { json: result, html: result });
  await withSink(undefined, (sink) => sink.write(resultText(result)));
  return result.wrong > 0 ? exitCodes.refused : exitCodes.done;
}

async function maximum(file: string | undefined, options: LoadCommandOptions): Promise<ExitCode> {
  const found = await withLoad(file, options, (bench) => findMax(options, bench));
  await writeFiles(options, { json: found, html: found.result });
  await withSink(undefined, (sink) => sink.write(maximumText(found)));
  return found.rate === null ? exitCodes.refused : exitCodes.done;
}
