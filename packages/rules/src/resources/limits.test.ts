import type { Limits } from '@specline/contracts';
import { describe, expect, test } from 'vitest';
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

/** All of it, zeros included. */
const nothing = { memory: { limit: 0 }, cpu: { count: 0, shares: 0, maximum: 0 }, storage: { iops: 0, bps: 0 } };

describe('resources: the whole object, always', () => {
  test.each([
    { limits: {}, resources: nothing },
    { limits: { Memory: 8589934592 }, resources: { ...nothing, memory: { limit: 8589934592 } } },
    { limits: { Memory: -1 }, resources: { ...nothing, memory: { limit: 18446744073709551615n } } },
    { limits: { Memory: 9007199254740993n }, resources: { ...nothing, memory: { limit: 9007199254740993n } } },
    { limits: { Memory: 9007199254740991n }, resources: { ...nothing, memory: { limit: 9007199254740991 } } },
    { limits: { IOMaximumBandwidth: 5, IOMaximumIOps: 7 }, resources: { ...nothing, storage: { bps: 5, iops: 7 } } },
    {
      limits: { IOMaximumIOps: 18446744073709551615n },
      resources: { ...nothing, storage: { bps: 0, iops: 18446744073709551615n } },
    },
    {
      limits: { CpuShares: 1, CpuPercent: 2, CpuCount: 3 },
      resources: { ...nothing, cpu: { count: 3, shares: 1, maximum: 200 } },
    },
  ])('$limits', ({ limits, resources }) => {
    expect(windowsResources({ ...none, ...limits }, 'process', 4)).toEqual(resources);
  });
});
