import type { MountsFacts, MountsInventory, MountsSlice, Resolution } from '@specline/contracts';
import { containerLinks } from './links.ts';
import { mountPoints } from './mount-points.ts';
import { secretsAndConfigs } from './secrets-and-configs.ts';

/**
 * Decides the ordered mounts and the staging plan (behaviour: mount points, secrets and configs).
 *
 * Errors: stores, mount points, links; each at its own step of the reference.
 */
export function resolveMounts(slice: MountsSlice, known: MountsInventory): Resolution<MountsFacts> {
  const dependencies = secretsAndConfigs(slice, known);
  const points = mountPoints(slice);
  const links = containerLinks(slice, known);
  return {
    facts: {
      // Secrets and configs are appended after the sort, never sorted in.
      mounts: [...points.mounts, ...dependencies.mounts],
      staging: [...dependencies.staging, ...points.staging, ...links.staging],
    },
    errors: [...dependencies.errors, ...points.errors, ...links.errors],
    warnings: [],
  };
}
