import { expect, it } from 'vitest';
import { readiness } from './checks.ts';

const there = { bus: () => true };

it.each([
  ['is there', {}, { ready: true, checks: { bus: true } }],
  ['says so later', { store: async () => {} }, { ready: true, checks: { bus: true, store: true } }],
  ['says that it is not', { store: () => false }, { ready: false, checks: { bus: true, store: false } }],
  ['rejects', { store: () => Promise.reject(new Error()) }, { ready: false, checks: { bus: true, store: false } }],
  ['says nothing', { store: () => new Promise<void>(() => {}) }, { ready: false, checks: { bus: true, store: false } }],
])('what is looked at %s', async (_, checks, expected) => {
  expect(await readiness({ ...there, ...checks })).toEqual(expected);
});
