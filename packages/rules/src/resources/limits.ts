import { exactInteger, type Integer, type Isolation, type Limits, type WindowsResources } from '@specline/contracts';
import { toUint64 } from '@specline/windows';
import { cpuLimits } from './cpu.ts';

/** The whole resources object, zeros included (behaviour: resources). Memory in bytes, bandwidth in bytes a second. */
export const windowsResources = (limits: Limits, isolation: Isolation, cpus: number): WindowsResources => ({
  memory: { limit: unsigned(limits.Memory) },
  cpu: cpuLimits(limits, isolation, cpus),
  storage: { iops: limits.IOMaximumIOps, bps: limits.IOMaximumBandwidth },
});

const unsigned = (value: Integer): Integer => exactInteger(toUint64(BigInt(value)));
