import type { PlannedMount, Spec, SpecMount } from '@specline/contracts';
import type { Parts } from './facts.ts';
import { linuxMounts } from './linux-defaults.ts';

/** Windows mounts carry no type; Linux ones are bound through the utility VM, behind its defaults (behaviour: mount points). */
export function specMounts({ request, facts, platform }: Parts): Pick<Spec, 'mounts'> {
  const planned = facts.mounts.mounts;
  if (platform === 'windows') return planned.length === 0 ? {} : { mounts: planned.map(windowsMount) };
  const options = ['rbind', `uvmpath=/tmp/gcs/${request.container.Id}/binds`];
  return { mounts: [...linuxMounts, ...planned.map((mount) => linuxMount(mount, options))] };
}

const windowsMount = ({ destination, source, readOnly }: PlannedMount): SpecMount => ({
  destination,
  ...sourceOf(source),
  ...(readOnly ? { options: ['ro'] } : {}),
});

const linuxMount = ({ destination, source, readOnly }: PlannedMount, options: readonly string[]): SpecMount => ({
  destination,
  type: 'bind',
  ...sourceOf(source),
  options: readOnly ? ['ro', ...options] : options,
});

const sourceOf = (source: string): Pick<SpecMount, 'source'> => (source === '' ? {} : { source });
