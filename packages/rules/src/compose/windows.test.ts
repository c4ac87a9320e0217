import type { Spec } from '@specline/contracts';
import { describe, expect, test } from 'vitest';
import { onLinux, onWindows } from './samples.fixture.ts';
import { linuxSpec, windowsSpec } from './whole-specs.fixture.ts';

describe('the Windows section', () => {
  const onlyWindows = (windows: object): Spec => ({ ...windowsSpec, windows: { ...windowsSpec.windows, ...windows } });

  test('Hyper-V isolation, on either platform', () => {
    expect(onWindows({ isolation: 'hyperv' })).toEqual(onlyWindows({ hyperv: {} }));
    const { hyperv, ...rest } = linuxSpec.windows;
    expect(hyperv).toBeDefined();
    expect(onLinux({ isolation: 'process' })).toEqual({ ...linuxSpec, windows: rest });
  });

  test.each([
    { HasBeenStartedBefore: true, set: false },
    { HasBeenStartedBefore: null, set: true },
    { HasBeenStartedBefore: undefined, set: true },
  ])('flushes are ignored on the first start only: $HasBeenStartedBefore', ({ HasBeenStartedBefore, set }) => {
    const { ignoreFlushesDuringBoot, ...rest } = windowsSpec.windows;
    expect(onWindows({ container: { HasBeenStartedBefore } }).windows).toEqual(
      set ? { ...rest, ignoreFlushesDuringBoot } : rest,
    );
    expect(onLinux({ container: { HasBeenStartedBefore } })).toEqual(linuxSpec);
  });

  test('no credential spec', () => {
    const { credentialSpec, ...rest } = windowsSpec.windows;
    expect(credentialSpec).toBeDefined();
    expect(onWindows({ facts: { credentials: {} } })).toEqual({ ...windowsSpec, windows: rest });
  });

  test('no devices', () => {
    const { devices, ...rest } = windowsSpec.windows;
    expect(devices).toBeDefined();
    expect(onWindows({ facts: { resources: { devices: [] } } })).toEqual({ ...windowsSpec, windows: rest });
  });

  test('the network is always there, its empty members are not', () => {
    const network = { endpoints: [], allowUnqualifiedDnsQuery: false, dnsSearch: [], sharedContainer: '' };
    expect(onWindows({ facts: { network } })).toEqual(onlyWindows({ network: {} }));
    expect(onLinux({ facts: { network } }).windows.network).toEqual({});
  });
});
