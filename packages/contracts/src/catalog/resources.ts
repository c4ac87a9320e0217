import { z } from 'zod';
import { int64, optionalTexts, uint64 } from '../fields.ts';
import { isolationSchema } from './isolation.ts';

/** The limits of a container, absent ones as 0, in Docker's spelling and units. */
const limitsSchema = z.object({
  CpuShares: int64,
  CpuPercent: int64,
  CpuCount: int64,
  NanoCpus: int64,
  Memory: int64,
  IOMaximumBandwidth: uint64,
  IOMaximumIOps: uint64,
});

/** What the resources worker is given. It reads nothing, so it answers at the node facts' revision. */
export const resourcesSliceSchema = z.object({
  node: z.string(),
  container: z.string(),
  isolation: isolationSchema,
  osBuild: z.int(),
  cpus: z.int(),
  limits: limitsSchema,
  devices: z.array(z.string()),
  privileged: z.boolean(),
  capAdd: z.array(z.string()),
  capDrop: z.array(z.string()),
  /** Null: not given; an empty list is one. */
  capabilities: optionalTexts,
  deviceCgroupRules: z.array(z.string()),
});

const windowsResourcesSchema = z.object({
  memory: z.object({ limit: uint64 }),
  cpu: z.object({ count: uint64, shares: z.int(), maximum: z.int() }),
  storage: z.object({ iops: uint64, bps: uint64 }),
});

/** What the resources worker decides, for either platform. */
export const resourcesFactsSchema = z.object({
  windows: windowsResourcesSchema,
  linux: windowsResourcesSchema,
  devices: z.array(z.object({ id: z.string(), idType: z.string() })),
  capabilities: z.array(z.string()),
  deviceCgroupRules: z.array(
    z.object({ allow: z.literal(true), type: z.string(), major: int64, minor: int64, access: z.string() }),
  ),
});

export type Limits = z.infer<typeof limitsSchema>;
export type ResourcesSlice = z.infer<typeof resourcesSliceSchema>;
export type ResourcesFacts = z.infer<typeof resourcesFactsSchema>;
