import { z } from 'zod';

const writtenFile = {
  path: z.string(),
  id: z.string(),
  /** Permission bits, as a number: 292 is 0444. */
  mode: z.int(),
  uid: z.string(),
  gid: z.string(),
};

/** One thing that the node does to its disk before it starts the container; contents are never in it. */
export const stagingStepSchema = z.discriminatedUnion('step', [
  /** Where it is missing. The folders of secrets and configs are for administrators and the local system only. */
  z.object({
    step: z.literal('createDirectory'),
    path: z.string(),
    acl: z.enum(['administrators-and-local-system', 'inherited']),
  }),
  z.object({ step: z.literal('writeSecret'), ...writtenFile }),
  z.object({ step: z.literal('writeConfig'), ...writtenFile }),
  z.object({ step: z.literal('mountRootfs') }),
  z.object({ step: z.literal('symlink'), linkInRoot: z.string(), target: z.string() }),
  /** Always runs once the root filesystem was mounted, also after a failure. */
  z.object({ step: z.literal('unmountRootfs') }),
]);

export type StagingStep = z.infer<typeof stagingStepSchema>;
