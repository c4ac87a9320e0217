import { type PartialError, type ResourcesSlice, type WindowsDevice, type Wording, wording } from '@specline/contracts';
import { problem } from '../problem.ts';

/** Windows Server 2019 (RS5), the first build that assigns devices to containers. */
const firstBuildWithDevices = 17763;

/** Devices by class: `class/<id>` (behaviour: devices). They count for Windows images only. */
export function assignedDevices(slice: ResourcesSlice): { devices: WindowsDevice[]; errors: PartialError[] } {
  if (slice.devices.length === 0) return { devices: [], errors: [] };
  if (slice.isolation === 'hyperv') {
    return refused(wording`device assignment is not supported for HyperV containers`);
  }
  if (slice.osBuild < firstBuildWithDevices) {
    return refused(wording`device assignment requires Windows builds RS5 (17763+) or later`);
  }
  const errors = slice.devices.flatMap((path, index) => {
    const fault = pathFault(path);
    return fault === undefined ? [] : [deviceProblem(fault, `container.HostConfig.Devices[${index}].PathOnHost`)];
  });
  return { devices: slice.devices.map(deviceOf), errors };
}

const deviceOf = (path: string): WindowsDevice => ({ id: path.slice(path.indexOf('/') + 1), idType: 'class' });

function pathFault(path: string): Wording | undefined {
  const slash = path.indexOf('/');
  if (slash < 0) return wording`invalid device assignment path`;
  const type = path.slice(0, slash);
  return type === 'class' ? undefined : wording`invalid device assignment type: '${type}' should be 'class'`;
}

const refused = (words: Wording) => ({
  devices: [],
  errors: [deviceProblem(words, 'container.HostConfig.Devices')],
});

const deviceProblem = (words: Wording, field: string): PartialError =>
  problem('devices', 'invalid-parameter', words, { field, on: 'windows' });
