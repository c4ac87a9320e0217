import type { Resolution, ResourcesFacts, ResourcesSlice } from '@specline/contracts';
import { linuxCapabilities } from './capabilities.ts';
import { deviceCgroupRules } from './device-cgroup-rules.ts';
import { assignedDevices } from './devices.ts';
import { limitWarnings } from './limit-warnings.ts';
import { windowsResources } from './limits.ts';

/**
 * Decides CPU, memory and storage for either platform, devices, capabilities and device rules
 * (behaviour: Windows fields, Linux fields). It reads nothing of the node but the facts in its slice.
 *
 * Errors: devices (Windows images), capabilities and device rules (Linux images).
 */
export function resolveResources(slice: ResourcesSlice): Resolution<ResourcesFacts> {
  const { limits, cpus } = slice;
  const windows = windowsResources(limits, slice.isolation, cpus);
  // A Linux container always has a utility VM, whatever its isolation says.
  const linux = windowsResources(limits, 'hyperv', cpus);
  const assigned = assignedDevices(slice);
  const capabilities = linuxCapabilities(slice);
  const cgroup = deviceCgroupRules(slice.deviceCgroupRules);
  return {
    facts: {
      windows,
      linux,
      devices: assigned.devices,
      capabilities: [...capabilities.capabilities],
      deviceCgroupRules: cgroup.rules,
    },
    errors: [...assigned.errors, ...capabilities.errors, ...cgroup.errors],
    warnings: [
      ...limitWarnings({ limits, cpus, isolation: slice.isolation, resources: windows, on: 'windows' }),
      ...limitWarnings({ limits, cpus, isolation: 'hyperv', resources: linux, on: 'linux' }),
    ],
  };
}
