import { z } from 'zod';
import { configReferenceSchema, mountPointSchema, secretReferenceSchema } from '../container.ts';
import type { ContainerLayer } from '../inventory-document.ts';
import { stagingStepSchema } from '../staging.ts';
import { isolationSchema } from './isolation.ts';

/** What the mounts worker is given. */
export const mountsSliceSchema = z.object({
  node: z.string(),
  container: z.string(),
  dockerRoot: z.string(),
  isolation: isolationSchema,
  lcowSupported: z.boolean(),
  hasBeenStartedBefore: z.boolean(),
  swarmManaged: z.boolean(),
  /** In the byte order of their destinations. */
  mountPoints: z.array(mountPointSchema.extend({ Destination: z.string() })),
  secretReferences: z.array(secretReferenceSchema),
  configReferences: z.array(configReferenceSchema),
});

/** A mount before the platform is known, which decides its type and options. */
const plannedMountSchema = z.object({
  source: z.string(),
  destination: z.string(),
  readOnly: z.boolean(),
});

/** What the mounts worker decides. */
export const mountsFactsSchema = z.object({
  mounts: z.array(plannedMountSchema),
  staging: z.array(stagingStepSchema),
});

/** What the mounts worker reads. */
export interface MountsInventory {
  readonly revision: number;
  readonly container?: ContainerLayer | undefined;
  /** Those of the referenced ids that the node's swarm agent holds. */
  readonly secrets: ReadonlySet<string>;
  readonly configs: ReadonlySet<string>;
}

export type MountsSlice = z.infer<typeof mountsSliceSchema>;
export type MountsFacts = z.infer<typeof mountsFactsSchema>;
export type PlannedMount = z.infer<typeof plannedMountSchema>;
