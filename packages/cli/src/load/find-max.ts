import { constantProfile, findMaximum, type Maximum, secondsFor, stepLine } from '@specline/load';
import { unusable } from '../end/failure.ts';
import type { LoadCommandOptions } from './load-options.ts';
import type { Bench } from './with-load.ts';

const defaultStart = 50;

/** @throws Failure where the search lacks a target, or is told what it is to find. */
export function checkSearch({ p99, findMax: finds, profile, concurrency, duration }: LoadCommandOptions): void {
  if (finds !== true && p99 !== undefined) throw unusable('--p99 is the target of --find-max');
  if (finds === true && p99 === undefined) throw unusable('--find-max needs a target, as --p99 20ms');
  const others = Object.entries({ profile, concurrency, duration }).filter(([, value]) => value !== undefined);
  const [[name] = []] = others;
  if (finds === true && name !== undefined) throw unusable(`--find-max chooses its rates itself; leave --${name} out`);
}

/** Searches the highest rate that keeps to the target; `--rate` is where it begins. */
export function findMax(options: LoadCommandOptions, bench: Bench): Promise<Maximum> {
  const { p99 = 0, rate = defaultStart, maxRate, maxRequests, maxOpen } = options;
  const { signal, display } = bench;
  let left = maxRequests;
  return findMaximum({
    targetMs: p99,
    start: rate,
    highest: maxRate,
    signal,
    tell: (step) => display.note(stepLine(step)),
    run: async (each, seconds) => {
      left -= each * secondsFor(each);
      if (left < 0) throw unusable(`the search takes more than the ${maxRequests} requests of --max-requests`);
      return bench.run({ kind: 'open', profile: constantProfile(each, seconds * 1_000), maximumOpen: maxOpen });
    },
  });
}
