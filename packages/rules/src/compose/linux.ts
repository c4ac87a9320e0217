import type { Spec } from '@specline/contracts';
import type { Parts } from './facts.ts';
import { linuxNamespaces, maskedPaths, readonlyPaths } from './linux-defaults.ts';

/** The Linux section; the container's device rules replace the default ones, also by none (behaviour: Linux fields). */
export function linux({ facts, platform }: Parts): Pick<Spec, 'linux'> {
  if (platform === 'windows') return {};
  const devices = facts.resources.deviceCgroupRules;
  const resources = devices.length === 0 ? {} : { devices };
  return { linux: { resources, namespaces: linuxNamespaces, maskedPaths, readonlyPaths } };
}
