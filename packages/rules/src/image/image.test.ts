import type { ImageInventory, ImageSlice, KnownImage } from '@specline/contracts';
import { describe, expect, test } from 'vitest';
import { resolveImage } from './image.ts';

const slice: ImageSlice = {
  node: 'win-01',
  container: 'c1',
  image: 'sha256:i',
  isolation: 'process',
  lcowSupported: true,
};
const image: KnownImage = { os: 'windows', rootfsType: 'layers', chain: [], folders: [] };
const known: ImageInventory = { revision: 1, container: { rwLayer: 'C:\\c1', baseFS: 'V:' }, image };
const ofOs = (os: string): ImageInventory => ({ ...known, image: { ...image, os } });

describe('platform: only the exact words', () => {
  test.each([
    { os: 'windows', platform: 'windows', rootPath: 'V:\\' },
    { os: 'linux', platform: 'linux', rootPath: 'rootfs' },
  ])('$os', ({ os, platform, rootPath }) => {
    expect(resolveImage(slice, ofOs(os))).toEqual({
      facts: { platform, os, layerFolders: ['C:\\c1'], rootPath },
      errors: [],
      warnings: [],
    });
  });

  test.each([
    { os: '', message: 'Unsupported platform ""' },
    { os: 'Windows', message: 'Unsupported platform "Windows"' },
    { os: 'LINUX', message: 'Unsupported platform "LINUX"' },
    { os: 'freebsd', message: 'Unsupported platform "freebsd"' },
    { os: 'windows ', message: 'Unsupported platform "windows "' },
    { os: 'a"b\n', message: 'Unsupported platform "a\\"b\\n"' },
  ])('$message', ({ os, message }) => {
    const { facts, errors } = resolveImage(slice, ofOs(os));
    expect(facts?.platform).toBe('unsupported');
    expect(errors).toEqual([
      {
        seq: expect.any(Number),
        code: 'unsupported-platform',
        field: 'container.Image',
        message,
        publicMessage: message,
      },
    ]);
  });

  test('Linux on a node without LCOW', () => {
    const { facts, errors } = resolveImage({ ...slice, lcowSupported: false }, ofOs('linux'));
    expect(facts?.platform).toBe('linux');
    expect(errors).toEqual([
      {
        seq: expect.any(Number),
        code: 'unsupported-platform',
        field: 'container.Image',
        message: 'Linux containers on Windows are not supported',
        publicMessage: 'Linux containers on Windows are not supported',
      },
    ]);
  });

  test('Windows on a node without LCOW', () => {
    expect(resolveImage({ ...slice, lcowSupported: false }, known).errors).toEqual([]);
  });
});

describe('what the node does not know', () => {
  const noImage = {
    seq: expect.any(Number),
    code: 'not-found',
    field: 'container.Image',
    message: 'No such image: sha256:i',
    publicMessage: 'No such image: sha256:i',
  };
  const noContainer = {
    seq: expect.any(Number),
    code: 'not-found',
    field: 'container.Id',
    message: 'No such container: c1; push the inventory of node win-01 with it',
    publicMessage: 'No such container: c1; push the inventory of node win-01 with it',
  };

  test('the image: nothing is decided', () => {
    expect(resolveImage(slice, { ...known, image: undefined })).toEqual({ errors: [noImage], warnings: [] });
  });

  test('the container: the platform is decided all the same, and nothing else is said of its layer', () => {
    const { facts, errors } = resolveImage(slice, { ...known, container: undefined });
    expect(facts?.platform).toBe('windows');
    expect(errors).toEqual([noContainer]);
  });

  test('both', () => {
    expect(resolveImage(slice, { revision: 1 }).errors).toEqual([noContainer, noImage]);
  });
});
