import { compile, embedded } from '../in-process/in-process.ts';
import { minimum } from '../minimum/minimum.ts';
import { durableMinimum } from '../minimum-durable/minimum-durable.ts';
import { minimumWithRules } from '../minimum-rules/minimum-rules.ts';
import { peers } from '../peers/peers.ts';
import { specline, speclineSubmit } from '../specline/separate.ts';
import type { Contestant } from './contestant.ts';

/** All that is measured, a baseline before what is compared with it. */
export const contestants: readonly Contestant[] = [
  minimum,
  specline,
  minimumWithRules,
  ...peers,
  embedded,
  durableMinimum,
  speclineSubmit,
  compile,
];

/** @throws Error where a name is none of a contestant. */
export function contestantsNamed(names: readonly string[]): Contestant[] {
  const unknown = names.find((name) => contestants.every((contestant) => contestant.name !== name));
  if (unknown !== undefined) {
    throw new Error(`there is no "${unknown}"; there are ${contestants.map(({ name }) => name).join(', ')}`);
  }
  return contestants.filter(({ name }) => names.includes(name));
}
