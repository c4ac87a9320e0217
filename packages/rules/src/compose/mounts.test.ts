import { describe, expect, test } from 'vitest';
import { onLinux, onWindows } from './samples.fixture.ts';
import { linuxSpec, windowsSpec } from './whole-specs.fixture.ts';

describe('mounts', () => {
  test('none: left out on Windows, the defaults on Linux', () => {
    const { mounts, ...rest } = windowsSpec;
    expect(mounts).toBeDefined();
    expect(onWindows({ facts: { mounts: { mounts: [] } } })).toEqual(rest);
    expect(onLinux({ facts: { mounts: { mounts: [] } } })).toEqual({
      ...linuxSpec,
      mounts: linuxSpec.mounts?.slice(0, 7),
    });
  });

  test('an empty source is left out', () => {
    const mounts = [{ source: '', destination: 'x', readOnly: true }];
    expect(onWindows({ facts: { mounts: { mounts } } }).mounts).toEqual([{ destination: 'x', options: ['ro'] }]);
    expect(onLinux({ facts: { mounts: { mounts } } }).mounts?.at(-1)).toEqual({
      destination: 'x',
      type: 'bind',
      options: ['ro', 'rbind', 'uvmpath=/tmp/gcs/c1/binds'],
    });
  });

  test('nothing replaces a default of the same destination', () => {
    const mounts = [{ source: 'C:\\proc', destination: '/proc', readOnly: false }];
    const destinations = onLinux({ facts: { mounts: { mounts } } }).mounts?.map(({ destination }) => destination);
    expect(destinations?.filter((destination) => destination === '/proc')).toHaveLength(2);
  });
});
