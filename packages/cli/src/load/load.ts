import { randomBytes } from 'node:crypto';
import { streamsBelow } from '@specline/contracts';
import {
  createTarget,
  type LoadOptions,
  type LoadResult,
  type Mix,
  type Model,
  resultText,
  runLoad,
  submitTarget,
  type Target,
  withNodes,
} from '@specline/load';
import { type ExitCode, exitCodes } from '../end/exit-codes.ts';
import { interruption } from '../end/interruption.ts';
import { withSink } from '../output/sink.ts';
import { checkAddresses } from '../system/addresses.ts';
import type { Backends } from '../system/backends.ts';
import { withSystem } from '../system/with-system.ts';
import type { LoadCommandOptions } from './load-options.ts';
import { mixOf } from './mix.ts';
import { modelOf } from './model.ts';
import { checkPermission } from './permission.ts';
import { type ProgressDisplay, progressDisplay } from './progress.ts';
import { settingsOf } from './settings.ts';

/** Puts load on a system, and writes what it did. */
export async function load(file: string | undefined, options: LoadCommandOptions): Promise<ExitCode> {
  const model = modelOf(options);
  checkAddresses(options);
  checkPermission({ nats: options.nats, model, findsMaximum: false, yesItIsMine: options.yesItIsMine === true });
  const result = await withLoad(file, options, (bench) => bench.run(model));
  await deliver(result, options);
  return result.wrong > 0 ? exitCodes.refused : exitCodes.done;
}

/** A system with the nodes of a load, on which it can be run. */
export interface Bench {
  readonly display: ProgressDisplay;
  readonly signal: AbortSignal;
  run(model: Model): Promise<LoadResult>;
}

/** Opens a system, pushes what the nodes know, and takes it back in the end, also where someone ends it early. */
export async function withLoad<T>(
  file: string | undefined,
  options: LoadCommandOptions,
  use: (bench: Bench) => Promise<T>,
): Promise<T> {
  using end = interruption();
  const ending = new AbortController();
  void end.wished.then(() => ending.abort());
  const display = progressDisplay(process.stderr);
  const services = options.nats === undefined;
  return withSystem({ ...options, logLevel: 'silent', services }, async (backends) => {
    const mix = await mixOf(file, randomBytes(4).toString('hex'), { options, backends });
    const { signal } = ending;
    return withNodes(mix, { ...backends, signal }, async () => {
      const target = await targetOf(options, backends);
      const run = (model: Model) =>
        runLoad({
          ...loadOptions(mix, options, display),
          target,
          model,
          signal,
          settings: settingsOf(file, model, options),
        });
      return use({ display, signal, run }).finally(() => target.close());
    });
  }).finally(() => display.end());
}

const loadOptions = (
  { requests }: Mix,
  { warmUp, maxRequests, timeout, nats }: LoadCommandOptions,
  { tell }: ProgressDisplay,
): Omit<LoadOptions, 'target' | 'model' | 'signal' | 'settings'> => ({
  requests,
  warmUpMs: warmUp,
  maximumRequests: maxRequests,
  // An answer may come as late as its deadline, and a moment after.
  drainMs: timeout + 2_000,
  tell,
  embedded: nats === undefined,
});

async function targetOf(
  { path, timeout: timeoutMs }: LoadCommandOptions,
  { messages, journal, subjects, settings }: Backends,
): Promise<Target> {
  if (path === 'create') return createTarget({ messages, subjects, timeoutMs });
  return submitTarget({ journal, subjects, streams: streamsBelow(settings.prefix, subjects), timeoutMs });
}

/** The table, and the files that were asked for. */
async function deliver(result: LoadResult, { json }: LoadCommandOptions): Promise<void> {
  if (json !== undefined) await withSink(json, (sink) => sink.write(`${JSON.stringify(result)}\n`));
  await withSink(undefined, (sink) => sink.write(resultText(result)));
}
