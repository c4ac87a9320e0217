import { describe, expect, it } from 'vitest';
import type { Cell } from '../system/rounds.ts';
import { summarise } from './summary.ts';

const cell = (system: string, round: number, perSecond: number, over: Partial<Cell> = {}): Cell => ({
  ...{ system, round, perSecond, open: 64, p50: 2, p99: 9, cpu: { client: 100, aggregator: 300 } },
  ...over,
});

const baselineOf = (system: string): string | undefined => (system === 'min' ? undefined : 'min');

describe('a summary', () => {
  it('divides within rounds: one that was slow for all changes no ratio', () => {
    const cells = [
      ...[cell('min', 0, 1_000), cell('ours', 0, 800)],
      ...[cell('min', 1, 100), cell('ours', 1, 80)],
      ...[cell('min', 2, 2_000), cell('ours', 2, 1_600)],
    ];
    const [min, ours] = summarise(cells, baselineOf);
    expect(min).toMatchObject({ system: 'min', perSecond: { median: 1_000, low: 550, high: 1_500 } });
    expect(min).not.toHaveProperty('ratio');
    expect(ours?.ratio).toEqual({ median: 0.8, low: 0.8, high: 0.8 });
  });

  it('adds the CPU time of all processes, and tells each', () => {
    const cheap = { cpu: { client: 50, aggregator: 50 } };
    const [, ours] = summarise([cell('min', 0, 10, cheap), cell('ours', 0, 10)], baselineOf);
    expect(ours).toMatchObject({ cpu: 400, cpuRatio: { median: 0.25 } });
    expect(ours?.cpuOf).toEqual(
      new Map([
        ['client', 100],
        ['aggregator', 300],
      ]),
    );
  });

  it('keeps loads apart, the highest first', () => {
    const cells = [cell('ours', 0, 5, { open: 1 }), cell('ours', 0, 50), cell('ours', 0, 500, { open: 256 })];
    expect(summarise(cells, baselineOf).map(({ open, perSecond }) => [open, perSecond.median])).toEqual([
      [256, 500],
      [64, 50],
      [1, 5],
    ]);
  });

  it('tells how many times the p50 of the baseline is ours', () => {
    const [, ours] = summarise([cell('min', 0, 10), cell('ours', 0, 10, { p50: 5 })], baselineOf);
    expect(ours?.p50Times).toBe(2.5);
  });

  it('has no ratio where the baseline was not measured', () => {
    expect(summarise([cell('ours', 0, 5)], baselineOf)[0]).not.toHaveProperty('ratio');
  });
});
