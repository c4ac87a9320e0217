import { parseProfile, parseWeights } from '@specline/load';
import { describe, expect, it } from 'vitest';
import { checkSearch } from './find-max.ts';
import type { LoadCommandOptions } from './load-options.ts';
import { modelOf } from './model.ts';

const options: LoadCommandOptions = {
  path: 'create',
  warmUp: 2_000,
  mix: parseWeights('windows=1'),
  failures: 0,
  nodes: 1,
  seed: 1,
  timeout: 5_000,
  maxOpen: 10,
  maxRequests: 1_000_000,
  maxRate: 2_000,
};
const hour = 3_600_000;

describe('the model of a load', () => {
  it.each([
    [
      'fifty a second for ten seconds, unless told',
      {},
      { kind: 'open', profile: [{ from: 50, to: 50, durationMs: 10_000 }] },
    ],
    ['of a rate', { rate: 7, duration: 1_000 }, { kind: 'open', profile: [{ from: 7, to: 7, durationMs: 1_000 }] }],
    [
      'of a profile',
      { profile: parseProfile('ramp:1..2/3s') },
      { kind: 'open', profile: [{ from: 1, to: 2, durationMs: 3_000 }] },
    ],
    ['of callers', { concurrency: 3, duration: 1_000 }, { kind: 'closed', concurrency: 3, durationMs: 1_000 }],
  ])('%s', (_what, told, expected) => {
    expect(modelOf({ ...options, ...told })).toMatchObject(expected);
  });

  it.each([
    ['two of them', { rate: 1, concurrency: 1 }, '--rate and --concurrency exclude each other'],
    [
      'a profile and a duration',
      { profile: parseProfile('constant:1/1s'), duration: 1 },
      'says itself how long it takes',
    ],
    ['too many requests', { rate: 1_000, duration: hour }, 'these are 3602000 requests, more than the 1000000'],
    ['too long', { rate: 1, duration: 2 * hour }, 'at most 1h'],
  ])('refuses %s', (_what, told, message) => {
    expect(() => modelOf({ ...options, ...told })).toThrow(message);
  });
});

it.each([
  ['without a target', { findMax: true }, 'needs a target, as --p99 20ms'],
  ['as a target of no search', { p99: 20 }, '--p99 is the target of --find-max'],
  ['with a duration', { findMax: true, p99: 20, duration: 1 }, 'leave --duration out'],
  ['with callers', { findMax: true, p99: 20, concurrency: 1 }, 'leave --concurrency out'],
] as const)('a search is refused %s', (_what, told, message) => {
  expect(() => checkSearch({ ...options, ...told })).toThrow(message);
});
