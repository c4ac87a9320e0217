import { constantProfile, type Model, scheduleOf } from '@specline/load';
import { unusable } from '../end/failure.ts';
import type { LoadCommandOptions } from './load-options.ts';

const defaultRate = 50;
const defaultDurationMs = 10_000;
/** Without saying otherwise, nobody wants to wait longer. */
const longestMs = 60 * 60_000;

type ModelOptions = Pick<
  LoadCommandOptions,
  'rate' | 'profile' | 'concurrency' | 'duration' | 'warmUp' | 'maxOpen' | 'maxRequests'
>;

/**
 * What decides when a request is sent.
 *
 * @throws Failure where options exclude each other, or the run would be too large.
 */
export function modelOf(options: ModelOptions): Model {
  const { rate, profile, concurrency, duration, maxOpen } = options;
  const given = Object.entries({ rate, profile, concurrency }).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}`],
  );
  if (given.length > 1) throw unusable(`${given.join(' and ')} exclude each other; give one of them`);
  if (profile !== undefined && duration !== undefined) throw unusable('a --profile says itself how long it takes');
  if (concurrency !== undefined) {
    return checked({ kind: 'closed', concurrency, durationMs: duration ?? defaultDurationMs }, options);
  }
  const segments = profile ?? constantProfile(rate ?? defaultRate, duration ?? defaultDurationMs);
  return checked({ kind: 'open', profile: segments, maximumOpen: maxOpen }, options);
}

function checked(model: Model, { warmUp, maxRequests }: ModelOptions): Model {
  if (durationOf(model) > longestMs) throw unusable('a run measures for at most 1h');
  if (model.kind === 'closed') return model;
  const { total } = scheduleOf(model.profile, warmUp);
  if (total <= maxRequests) return model;
  throw unusable(`these are ${total} requests, more than the ${maxRequests} of --max-requests`);
}

/** How long is measured, in milliseconds. */
export const durationOf = (model: Model): number =>
  model.kind === 'closed' ? model.durationMs : model.profile.reduce((sum, segment) => sum + segment.durationMs, 0);

/** The most that is asked for at one time. */
export const highestRateOf = (model: Extract<Model, { kind: 'open' }>): number =>
  Math.max(...model.profile.flatMap(({ from, to }) => [from, to]));
