import { expect, it } from 'vitest';
import { backOffMs } from './back-off.ts';

it.each([
  [1, 0.5, 500],
  [2, 0.5, 1_000],
  [4, 0.5, 4_000],
  [1, 0, 375],
  [1, 1, 625],
  [1_000, 0.5, 15_000],
])('after %i failures, by chance %d, the next attempt is in %i ms', (failures, random, ms) => {
  expect(backOffMs(failures, random)).toBe(ms);
});
