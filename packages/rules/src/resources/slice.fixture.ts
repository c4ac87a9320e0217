import type { ResourcesSlice } from '@specline/contracts';

/** A container that asks for nothing, on a node that can do all. */
export const slice: ResourcesSlice = {
  node: 'win-01',
  container: 'c1',
  isolation: 'process',
  osBuild: 17763,
  cpus: 4,
  limits: {
    CpuShares: 0,
    CpuPercent: 0,
    CpuCount: 0,
    NanoCpus: 0,
    Memory: 0,
    IOMaximumBandwidth: 0,
    IOMaximumIOps: 0,
  },
  devices: [],
  privileged: false,
  capAdd: [],
  capDrop: [],
  capabilities: undefined,
  deviceCgroupRules: [],
};
