import type { Isolation, Limits } from '@specline/contracts';
import { describe, expect, test } from 'vitest';
import { limitWarnings } from './limit-warnings.ts';
import { windowsResources } from './limits.ts';

const none: Limits = {
  CpuShares: 0,
  CpuPercent: 0,
  CpuCount: 0,
  NanoCpus: 0,
  Memory: 0,
  IOMaximumBandwidth: 0,
  IOMaximumIOps: 0,
};

function warnings(change: Partial<Limits>, isolation: Isolation, code: string) {
  const limits = { ...none, ...change };
  const resources = windowsResources(limits, isolation, 4);
  return limitWarnings({ limits, isolation, cpus: 4, resources, on: 'windows' }).filter(
    (warning) => warning.code === code,
  );
}

describe('a number that is out of range gives a warning', () => {
  test.each<{ limits: Partial<Limits>; isolation?: Isolation; message: string }>([
    { limits: { CpuShares: 70000 }, message: 'CpuShares 70000 is out of range and gives 4464' },
    { limits: { CpuShares: -1 }, message: 'CpuShares -1 is out of range and gives 65535' },
    { limits: { CpuPercent: 656 }, message: 'CpuPercent 656 is out of range and gives 64' },
    { limits: { CpuPercent: -1 }, message: 'CpuPercent -1 is out of range and gives 65436' },
    { limits: { CpuCount: -1 }, message: 'CpuCount -1 is out of range and gives 18446744073709551615' },
    { limits: { Memory: -1 }, message: 'Memory -1 is out of range and gives 18446744073709551615' },
    { limits: { NanoCpus: 7_000_000_000 }, message: 'NanoCpus 7000000000 is out of range and gives 17500' },
    { limits: { NanoCpus: 26_214_400_000 }, message: 'NanoCpus 26214400000 is out of range and gives 1' },
    {
      limits: { CpuPercent: 656, NanoCpus: 2_000_000_000 },
      isolation: 'hyperv',
      message: 'CpuPercent 656 is out of range and gives 64',
    },
    { limits: { CpuCount: -1, NanoCpus: 1 }, message: 'CpuCount -1 is out of range and gives 18446744073709551615' },
  ])('$message', ({ limits, isolation, message }) => {
    const [name] = message.split(' ');
    expect(warnings(limits, isolation ?? 'process', 'number-wrapped')).toEqual([
      {
        code: 'number-wrapped',
        field: `container.HostConfig.${name}`,
        when: { platform: 'windows' },
        message,
        publicMessage: message,
      },
    ]);
  });

  test.each<{ why: string; limits: Partial<Limits>; isolation?: Isolation }>([
    {
      why: 'the largest that fit',
      limits: { CpuShares: 65535, CpuPercent: 655, CpuCount: 9223372036854775807n, Memory: 9223372036854775807n },
    },
    { why: 'all of the node', limits: { NanoCpus: 4_000_000_000 } },
    { why: 'too small to be seen, which is raised to 1', limits: { NanoCpus: 1 } },
    { why: 'a percentage whose place NanoCpus takes', limits: { CpuPercent: 656, NanoCpus: 1 } },
    { why: 'a percentage whose place a fraction takes', limits: { CpuPercent: 656, NanoCpus: 1 }, isolation: 'hyperv' },
    { why: 'a count whose place NanoCpus takes', limits: { CpuCount: -1, NanoCpus: 1 }, isolation: 'hyperv' },
    {
      why: 'more processors for a utility VM than the node has',
      limits: { NanoCpus: 900_000_000_001 },
      isolation: 'hyperv',
    },
    { why: 'negative NanoCpus, which are ignored', limits: { NanoCpus: -1 } },
  ])('none for $why', ({ limits, isolation }) => {
    expect(warnings(limits, isolation ?? 'process', 'number-wrapped')).toEqual([]);
  });
});

describe('CPU limits that exclude each other for the runtime give a warning', () => {
  test.each<{ limits: Partial<Limits>; isolation?: Isolation; message: string }>([
    { limits: { CpuCount: 1, CpuPercent: 2 }, message: 'the runtime takes only one of count 1, maximum 200' },
    { limits: { CpuShares: 3, CpuPercent: 2 }, message: 'the runtime takes only one of maximum 200, shares 3' },
    {
      limits: { CpuCount: 1, CpuShares: 3, CpuPercent: 2 },
      message: 'the runtime takes only one of count 1, maximum 200, shares 3',
    },
    {
      limits: { NanoCpus: 1_500_000_000 },
      isolation: 'hyperv',
      message: 'the runtime takes only one of count 2, maximum 7500',
    },
  ])('$message', ({ limits, isolation, message }) => {
    expect(warnings(limits, isolation ?? 'process', 'cpu-limits-together')).toEqual([
      {
        code: 'cpu-limits-together',
        field: 'container.HostConfig',
        when: { platform: 'windows' },
        message,
        publicMessage: message,
      },
    ]);
  });

  test.each([{}, { CpuCount: 1 }, { CpuShares: 1 }, { CpuPercent: 1 }, { NanoCpus: 1 }])('none for %j', (limits) => {
    expect(warnings(limits, 'process', 'cpu-limits-together')).toEqual([]);
  });
});
