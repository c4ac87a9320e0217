import { describe, expect, test } from 'vitest';
import { resolveResources } from './resources.ts';
import { slice } from './slice.fixture.ts';

const fractional = { ...slice, limits: { ...slice.limits, NanoCpus: 1_500_000_000, Memory: -1 } };
const common = { memory: { limit: 18446744073709551615n }, storage: { iops: 0, bps: 0 } };
const utilityVm = { ...common, cpu: { count: 2, shares: 0, maximum: 7500 } };

describe('resources for either platform', () => {
  test('a Linux container has a utility VM, also where isolation says process', () => {
    const { facts } = resolveResources(fractional);
    expect(facts?.windows).toEqual({ ...common, cpu: { count: 0, shares: 0, maximum: 3750 } });
    expect(facts?.linux).toEqual(utilityVm);
  });

  test('so has a Windows container with Hyper-V isolation', () => {
    const { facts } = resolveResources({ ...fractional, isolation: 'hyperv' });
    expect(facts?.windows).toEqual(utilityVm);
    expect(facts?.linux).toEqual(utilityVm);
  });

  test('warnings count for the platform whose numbers they are about', () => {
    const { warnings } = resolveResources(fractional);
    expect(warnings.map(({ code, when, field }) => [code, when?.platform, field])).toEqual([
      ['number-wrapped', 'windows', 'container.HostConfig.Memory'],
      ['number-wrapped', 'linux', 'container.HostConfig.Memory'],
      ['cpu-limits-together', 'linux', 'container.HostConfig'],
    ]);
  });

  test('errors: devices for Windows, capabilities and device rules for Linux', () => {
    const { errors } = resolveResources({ ...slice, devices: ['x'], capAdd: ['x'], deviceCgroupRules: ['x'] });
    expect(errors.map(({ when, message }) => [when?.platform, message])).toEqual([
      ['windows', 'invalid device assignment path'],
      ['linux', 'linux spec capabilities: unknown capability: "CAP_X"'],
      ['linux', "linux runtime spec devices: invalid device cgroup rule format: 'x'"],
    ]);
  });

  test('devices and rules are handed on', () => {
    const { facts } = resolveResources({
      ...slice,
      devices: ['class/a'],
      deviceCgroupRules: ['c 1:3 r'],
      capabilities: ['CAP_KILL'],
    });
    expect(facts).toMatchObject({
      devices: [{ id: 'a', idType: 'class' }],
      capabilities: ['CAP_KILL'],
      deviceCgroupRules: [{ allow: true, type: 'c', major: 1, minor: 3, access: 'r' }],
    });
  });
});
