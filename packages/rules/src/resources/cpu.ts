import { exactInteger, type Isolation, type Limits, type WindowsResources } from '@specline/contracts';
import { toUint16, toUint64 } from '@specline/windows';

type Cpu = WindowsResources['cpu'];

/** Billionths of a CPU in one CPU: the unit of `NanoCpus`. */
export const nanosPerCpu = 1_000_000_000n;

/** `maximum` counts ten-thousandths of the node's CPU time, so this many billionths make one. */
const nanosPerMaximum = nanosPerCpu / 10_000n;

/**
 * CPU shares, percent, count and `NanoCpus` as the spec's `shares`, `maximum` and `count`
 * (behaviour: resources). Sixteen-bit fields wrap around, divisions are whole, all three may be set together.
 *
 * @param cpus the node's logical processors.
 */
export function cpuLimits(limits: Limits, isolation: Isolation, cpus: number): Cpu {
  const nanoCpus = BigInt(limits.NanoCpus);
  const plain = {
    count: exactInteger(toUint64(BigInt(limits.CpuCount))),
    shares: toUint16(BigInt(limits.CpuShares)),
    maximum: cpuPercentMaximum(BigInt(limits.CpuPercent)),
  };
  if (nanoCpus <= 0n) return plain;
  if (isolation === 'process') return { ...plain, maximum: maximumOf(nanoCpus, BigInt(cpus)) };
  return { ...plain, ...hypervCpus(nanoCpus, plain.maximum) };
}

/** `CpuPercent` in hundredths of a percent; narrowed to 16 bits before and after it is multiplied. */
const cpuPercentMaximum = (percent: bigint): number => toUint16(BigInt(toUint16(percent)) * 100n);

/** A utility VM has whole CPUs only: one more for a fraction, and a maximum that takes the rest away again. */
function hypervCpus(nanoCpus: bigint, percentMaximum: number): Pick<Cpu, 'count' | 'maximum'> {
  const whole = nanoCpus / nanosPerCpu;
  if (nanoCpus % nanosPerCpu === 0n) return { count: exactInteger(whole), maximum: percentMaximum };
  const count = whole + 1n;
  return { count: exactInteger(count), maximum: maximumOf(nanoCpus, count) };
}

const maximumOf = (nanoCpus: bigint, cpus: bigint): number => Math.max(1, toUint16(exactMaximum(nanoCpus, cpus)));

/** The maximum before it is narrowed to 16 bits; two divisions, as in the reference. */
export const exactMaximum = (nanoCpus: bigint, cpus: bigint): bigint => nanoCpus / cpus / nanosPerMaximum;
