import type { ImageSlice } from '@specline/contracts';
import { describe, expect, test } from 'vitest';
import { rootPath } from './root-path.ts';

const slice: ImageSlice = {
  node: 'win-01',
  container: 'c1',
  image: 'sha256:i',
  isolation: 'process',
  lcowSupported: true,
};
const hyperv: ImageSlice = { ...slice, isolation: 'hyperv' };

describe('root path of a Windows container with process isolation: its volume, with a trailing backslash', () => {
  test.each([
    { baseFS: '\\\\?\\Volume{g}', path: '\\\\?\\Volume{g}\\' },
    { baseFS: '\\\\?\\Volume{g}\\', path: '\\\\?\\Volume{g}\\' },
    { baseFS: 'C:\\mnt\\x', path: 'C:\\mnt\\x\\' },
    { baseFS: 'C:\\', path: 'C:\\' },
    { baseFS: 'C:\\x\\\\', path: 'C:\\x\\\\' },
    { baseFS: 'C:/mnt/x/', path: 'C:/mnt/x/\\' },
    { baseFS: '', path: '\\' },
  ])('$baseFS gives $path', ({ baseFS, path }) => {
    expect(rootPath(slice, 'windows', { baseFS })).toEqual({ path, errors: [] });
  });

  test.each([{ container: {} }, { container: { baseFS: null } }])(
    'without one it is an error: $container',
    ({ container }) => {
      expect(rootPath(slice, 'windows', container).errors).toEqual([
        {
          seq: expect.any(Number),
          code: 'system',
          field: 'container.Id',
          message: 'createSpecWindowsFields: BaseFS of container c1 is unexpectedly nil',
          publicMessage: 'createSpecWindowsFields: BaseFS of container c1 is unexpectedly nil',
        },
      ]);
    },
  );

  test('a container that is not known has an error of its own, so none here', () => {
    expect(rootPath(slice, 'windows', undefined)).toEqual({ path: '', errors: [] });
  });
});

describe('root path elsewhere', () => {
  test.each([
    {
      why: 'Hyper-V: the utility VM has its own',
      slice: hyperv,
      platform: 'windows',
      container: { baseFS: 'C:\\x' },
      path: '',
    },
    { why: 'Hyper-V without a base filesystem', slice: hyperv, platform: 'windows', container: {}, path: '' },
    { why: 'Linux: the guest\u2019s folder', slice, platform: 'linux', container: { baseFS: 'C:\\x' }, path: 'rootfs' },
    { why: 'Linux without a base filesystem', slice, platform: 'linux', container: {}, path: 'rootfs' },
    { why: 'an unsupported platform', slice, platform: 'unsupported', container: {}, path: '' },
  ] as const)('$why', ({ slice: given, platform, container, path }) => {
    expect(rootPath(given, platform, container)).toEqual({ path, errors: [] });
  });
});
