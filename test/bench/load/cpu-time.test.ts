import { expect, it } from 'vitest';
import { cpuSeconds, readCpuSeconds } from './cpu-time.ts';

it.each([
  ['1 (node) S 0 1 1 0 -1 4194560 9 0 0 0 250 50 7 8 20 0 1 0', 3],
  ['1 (a b) (c)) R 0 1 1 0 -1 4194560 9 0 0 0 1 2 7 8 20 0 1 0', 0.03],
])('of %j are %d', (stat, expected) => {
  expect(cpuSeconds(stat)).toBe(expected);
});

it('a process that works has more of it afterwards', () => {
  const processes = new Map([['own', process.pid]]);
  const before = readCpuSeconds(processes).get('own') ?? Number.NaN;
  const until = process.cpuUsage().user + 50_000;
  while (process.cpuUsage().user < until);
  expect(readCpuSeconds(processes).get('own')).toBeGreaterThan(before);
});
