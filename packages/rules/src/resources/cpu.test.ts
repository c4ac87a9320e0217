import type { Isolation, Limits } from '@specline/contracts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cpuLimits } from './cpu.ts';

const none: Limits = {
  CpuShares: 0,
  CpuPercent: 0,
  CpuCount: 0,
  NanoCpus: 0,
  Memory: 0,
  IOMaximumBandwidth: 0,
  IOMaximumIOps: 0,
};

const cpu = (limits: Partial<Limits>, isolation: Isolation, cpus = 4) =>
  cpuLimits({ ...none, ...limits }, isolation, cpus);

describe('CPU shares, percent and count, for either isolation: 16-bit fields wrap around', () => {
  test.each<{ limits: Partial<Limits>; count?: number | bigint; shares?: number; maximum?: number }>([
    { limits: {} },
    { limits: { CpuShares: 10000 }, shares: 10000 },
    { limits: { CpuShares: 65535 }, shares: 65535 },
    { limits: { CpuShares: 65536 }, shares: 0 },
    { limits: { CpuShares: 70000 }, shares: 4464 },
    { limits: { CpuShares: -1 }, shares: 65535 },
    { limits: { CpuShares: 9223372036854775807n }, shares: 65535 },
    { limits: { CpuPercent: 1 }, maximum: 100 },
    { limits: { CpuPercent: 100 }, maximum: 10000 },
    { limits: { CpuPercent: 655 }, maximum: 65500 },
    { limits: { CpuPercent: 656 }, maximum: 64 },
    { limits: { CpuPercent: 65536 }, maximum: 0 },
    { limits: { CpuPercent: 65537 }, maximum: 100 },
    { limits: { CpuPercent: -1 }, maximum: 65436 },
    { limits: { CpuCount: 2 }, count: 2 },
    { limits: { CpuCount: 99 }, count: 99 },
    { limits: { CpuCount: -1 }, count: 18446744073709551615n },
    { limits: { CpuCount: -9223372036854775808n }, count: 9223372036854775808n },
    { limits: { CpuCount: 2, CpuShares: 3, CpuPercent: 4 }, count: 2, shares: 3, maximum: 400 },
    { limits: { NanoCpus: -1, CpuPercent: 5, CpuCount: 6 }, count: 6, maximum: 500 },
  ])('$limits', ({ limits, count = 0, shares = 0, maximum = 0 }) => {
    expect(cpu(limits, 'process')).toEqual({ count, shares, maximum });
    expect(cpu(limits, 'hyperv')).toEqual({ count, shares, maximum });
  });
});

describe('NanoCpus with process isolation: a share of the node\u2019s processors, at least 1', () => {
  test.each<{ NanoCpus: number | bigint; cpus?: number; maximum: number }>([
    { NanoCpus: 1, maximum: 1 },
    { NanoCpus: 399_999, maximum: 1 },
    { NanoCpus: 400_000, maximum: 1 },
    { NanoCpus: 799_999, maximum: 1 },
    { NanoCpus: 800_000, maximum: 2 },
    { NanoCpus: 1_000_000_000, maximum: 2500 },
    { NanoCpus: 4_000_000_000, maximum: 10000 },
    { NanoCpus: 7_000_000_000, maximum: 17500 },
    { NanoCpus: 1_000_000_000, cpus: 3, maximum: 3333 },
    { NanoCpus: 1_000_000_000, cpus: 64, maximum: 156 },
    { NanoCpus: 26_214_000_000, maximum: 65535 },
    { NanoCpus: 26_214_400_000, maximum: 1 },
    { NanoCpus: 26_214_800_000, maximum: 1 },
    { NanoCpus: 26_215_200_000, maximum: 2 },
    { NanoCpus: 9223372036854775807n, maximum: 58216 },
  ])('$NanoCpus on $cpus', ({ NanoCpus, cpus, maximum }) => {
    expect(cpu({ NanoCpus, CpuCount: 3, CpuShares: 5, CpuPercent: 7 }, 'process', cpus)).toEqual({
      count: 3,
      shares: 5,
      maximum,
    });
  });
});

describe('NanoCpus with Hyper-V isolation: whole processors, and a maximum for a fraction', () => {
  test.each<{ NanoCpus: number | bigint; count: number | bigint; maximum: number }>([
    { NanoCpus: 1, count: 1, maximum: 1 },
    { NanoCpus: 99_999, count: 1, maximum: 1 },
    { NanoCpus: 500_000_000, count: 1, maximum: 5000 },
    { NanoCpus: 999_999_999, count: 1, maximum: 9999 },
    { NanoCpus: 1_000_000_000, count: 1, maximum: 700 },
    { NanoCpus: 1_000_000_001, count: 2, maximum: 5000 },
    { NanoCpus: 1_500_000_000, count: 2, maximum: 7500 },
    { NanoCpus: 2_500_000_000, count: 3, maximum: 8333 },
    { NanoCpus: 7_000_000_000, count: 7, maximum: 700 },
    { NanoCpus: 9007199254740993n, count: 9007200, maximum: 9999 },
    { NanoCpus: 9223372036854775807n, count: 9223372037, maximum: 9999 },
  ])('$NanoCpus: $count processors', ({ NanoCpus, count, maximum }) => {
    const limits = { NanoCpus, CpuCount: 99, CpuShares: 5, CpuPercent: 7 };
    expect(cpu(limits, 'hyperv')).toEqual({ count, shares: 5, maximum });
  });

  test('the node\u2019s processors do not matter', () => {
    expect(cpu({ NanoCpus: 1_500_000_000 }, 'hyperv', 1)).toEqual(cpu({ NanoCpus: 1_500_000_000 }, 'hyperv', 64));
  });
});

/** What Go computes with its own types (moby 19.03, daemon/oci_windows.go, setResourcesInSpec); typed arrays are such types. */
function withGoTypes(limits: Limits, isolation: Isolation, cpus: number) {
  const u16 = new Uint16Array(2);
  const u64 = new BigUint64Array(1);
  const { buffer } = u64;
  const set16 = (index: number, value: bigint): void => {
    u64[0] = value;
    u16[index] = new Uint16Array(buffer)[0] ?? 0;
  };
  const [shares, maximum] = [0, 1];
  set16(shares, BigInt(limits.CpuShares));
  set16(maximum, BigInt(limits.CpuPercent));
  u16[maximum] = (u16[maximum] ?? 0) * 100;
  const nano = BigInt(limits.NanoCpus);
  const narrowed = (divisor: bigint): void => {
    set16(maximum, nano / divisor / 100000n);
    if (u16[maximum] === 0) u16[maximum] = 1;
  };
  let count = BigInt(limits.CpuCount);
  if (nano > 0n && isolation === 'hyperv') {
    count = nano / 1000000000n;
    if (nano % 1000000000n !== 0n) narrowed(++count);
  } else if (nano > 0n) narrowed(BigInt(cpus));
  u64[0] = count;
  return { count: u64[0], shares: u16[shares], maximum: u16[maximum] };
}

test('CPU limits equal the reference\u2019s arithmetic for any 64-bit numbers', () => {
  const int64 = fc.oneof(
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    fc.bigInt({ min: -100_000n, max: 100_000n }),
  );
  const nanoCpus = fc.oneof(
    int64,
    fc.bigInt({ min: 0n, max: 200_000_000_000n }),
    fc.bigInt({ min: 0n, max: 64n }).map((whole) => whole * 1000000000n),
  );
  fc.assert(
    fc.property(
      int64,
      int64,
      int64,
      nanoCpus,
      fc.constantFrom('process', 'hyperv'),
      fc.integer({ min: 1, max: 256 }),
      (CpuShares, CpuPercent, CpuCount, NanoCpus, isolation, cpus) => {
        const limits = { ...none, CpuShares, CpuPercent, CpuCount, NanoCpus };
        const { count, shares, maximum } = cpuLimits(limits, isolation, cpus);
        expect({ count: BigInt(count), shares, maximum }).toEqual(withGoTypes(limits, isolation, cpus));
      },
    ),
    { numRuns: 2000 },
  );
});
