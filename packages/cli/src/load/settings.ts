import { shownAddresses } from '@specline/bus';
import type { Model, Settings } from '@specline/load';
import type { LoadCommandOptions } from './load-options.ts';
import { durationOf } from './model.ts';

/** What a result says of how it was made, in words. */
export function settingsOf(file: string | undefined, model: Model, options: LoadCommandOptions): Settings {
  const { nats, path, warmUp, timeout, maxOpen } = options;
  return {
    system: nats === undefined ? 'in this process' : shownAddresses(nats),
    path,
    load: loadOf(model),
    measured: `${durationOf(model) / 1_000} s, after ${warmUp / 1_000} s of warm-up`,
    ...(file === undefined ? generated(options) : { requests: `of ${file}` }),
    timeout: `${timeout} ms`,
    'open at a time': model.kind === 'open' ? `${maxOpen} at most` : `${model.concurrency}`,
  };
}

function loadOf(model: Model): string {
  if (model.kind === 'closed') return `closed model, ${model.concurrency} callers`;
  const parts = model.profile.map(({ name, durationMs }) => `${name} for ${durationMs / 1_000} s`);
  return `open model, ${parts.join(', then ')}`;
}

function generated({ mix, size, failures, nodes, seed }: LoadCommandOptions): Settings {
  const weights = Object.entries(mix).flatMap(([name, weight]) => (weight === 0 ? [] : [`${name}=${weight}`]));
  return {
    mix: weights.join(', '),
    ...(size === undefined ? {} : { size: `${size} bytes` }),
    failures: `${failures * 100} %`,
    nodes: String(nodes),
    seed: String(seed),
  };
}
