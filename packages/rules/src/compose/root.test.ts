import { describe, expect, test } from 'vitest';
import { onLinux, onWindows } from './samples.fixture.ts';
import { linuxSpec, windowsSpec } from './whole-specs.fixture.ts';

describe('root', () => {
  test.each([false, null])('of a Linux image is writable unless said otherwise (%s)', (ReadonlyRootfs) => {
    expect(onLinux({ hostConfig: { ReadonlyRootfs } })).toEqual({ ...linuxSpec, root: { path: 'rootfs' } });
  });

  test('may be empty, and is there all the same', () => {
    expect(onWindows({ facts: { image: { rootPath: '' } } })).toEqual({ ...windowsSpec, root: { path: '' } });
  });
});
