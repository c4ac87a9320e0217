import { expect, it } from 'vitest';
import type { Cell } from '../system/rounds.ts';
import { noiseBetween } from './noise.ts';

const cell = (system: string, perSecond: number, cpu: number): Cell => ({
  ...{ system, perSecond, round: 0, open: 64, p50: 1, p99: 2, cpu: { client: cpu } },
});

it('noise is how far a ratio was off from one run to the next, not how far speeds were', () => {
  const first = [cell('min', 1_000, 100), cell('ours', 500, 400)];
  const second = [cell('min', 100, 100), cell('ours', 60, 400)];
  const [noise, ...others] = noiseBetween(first, second, (system) => (system === 'ours' ? 'min' : undefined));
  expect(noise).toMatchObject({ system: 'ours', open: 64, cpuRatio: 0 });
  expect(noise?.ratio).toBeCloseTo(0.1 / 0.55);
  expect(others).toEqual([]);
});
