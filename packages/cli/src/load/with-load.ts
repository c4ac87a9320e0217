import { randomBytes } from 'node:crypto';
import { streamsBelow } from '@specline/contracts';
import {
  createTarget,
  type LoadOptions,
  type LoadResult,
  type Mix,
  type Model,
  runLoad,
  submitTarget,
  type Target,
  withNodes,
} from '@specline/load';
import { interruption } from '../end/interruption.ts';
import type { Backends } from '../system/backends.ts';
import { withSystem } from '../system/with-system.ts';
import type { LoadCommandOptions } from './load-options.ts';
import { mixOf } from './mix.ts';
import { type ProgressDisplay, progressDisplay } from './progress.ts';
import { settingsOf } from './settings.ts';

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
      try {
        return await use({ display, signal, run });
      } finally {
        await target.close();
      }
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
