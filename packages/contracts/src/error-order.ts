/**
 * The steps of the reference's `createSpec` that can fail, in its order of evaluation.
 * Of several errors, the one of the earliest step is the one that the reference would have met.
 * The first step is ours: a worker that could not read or decide at all.
 */
const stepsInOrder = [
  'worker',
  'container-lookup',
  'image-lookup',
  'secret-directory',
  'config-directory',
  'mount-points',
  'mount-for-links',
  'secret-links',
  'config-links',
  'layer-folders',
  'network-endpoints',
  'platform',
  'root-path',
  'credential-spec',
  'devices',
  'capabilities',
  'device-cgroup-rules',
] as const;

/** A step of the reference that can fail. */
export type Step = (typeof stepsInOrder)[number];

/** The place of each step in the reference's order; smaller comes first. */
export const stepOrder = Object.freeze(
  Object.fromEntries(stepsInOrder.map((step, index) => [step, index])),
) as Readonly<Record<Step, number>>;
