import type { ContainerLayer, ImageSlice, KnownImage } from '@specline/contracts';
import { describe, expect, test } from 'vitest';
import { layerFolders } from './layer-folders.ts';

const slice: ImageSlice = {
  node: 'win-01',
  container: 'c1',
  image: 'sha256:i',
  isolation: 'process',
  lcowSupported: true,
};

const image: KnownImage = {
  os: 'windows',
  rootfsType: 'layers',
  chain: ['sha256:base', 'sha256:middle', 'sha256:top'],
  folders: ['C:\\l\\base', 'C:\\l\\middle', 'C:\\l\\top'],
};

const container: ContainerLayer = { rwLayer: 'C:\\l\\c1' };

interface Change {
  readonly image?: Partial<KnownImage>;
  readonly container?: ContainerLayer;
  readonly lcowSupported?: boolean;
}

const folders = (change: Change = {}) =>
  layerFolders(
    { ...slice, lcowSupported: change.lcowSupported ?? true },
    { ...image, ...change.image },
    change.container ?? container,
  );

describe('layer folders: topmost image layer first, base last, then the container\u2019s own', () => {
  test.each([
    { why: 'three layers', change: {}, expected: ['C:\\l\\top', 'C:\\l\\middle', 'C:\\l\\base', 'C:\\l\\c1'] },
    { why: 'no layers', change: { image: { chain: [], folders: [] } }, expected: ['C:\\l\\c1'] },
    {
      why: 'one folder twice',
      change: { image: { chain: ['a', 'b'], folders: ['C:\\x', 'C:\\x'] } },
      expected: ['C:\\x', 'C:\\x', 'C:\\l\\c1'],
    },
    {
      why: 'an own layer without a folder',
      change: { image: { chain: [], folders: [] }, container: { rwLayer: null } },
      expected: [''],
    },
    {
      why: 'a Linux image',
      change: { image: { os: 'linux', chain: ['a'], folders: ['C:\\lcow\\a'] } },
      expected: ['C:\\lcow\\a', 'C:\\l\\c1'],
    },
    {
      why: 'an image without an OS counts as a Windows one here',
      change: { image: { os: '', chain: ['a'], folders: ['C:\\a'] } },
      expected: ['C:\\a', 'C:\\l\\c1'],
    },
    {
      why: 'the OS is not looked at without layers',
      change: { image: { os: 'freebsd', chain: [], folders: [] } },
      expected: ['C:\\l\\c1'],
    },
    {
      why: 'nor is the type',
      change: { image: { rootfsType: 'layers+base', chain: [], folders: [] } },
      expected: ['C:\\l\\c1'],
    },
  ])('$why', ({ change, expected }) => {
    expect(folders(change)).toEqual({ folders: expected, errors: [] });
  });
});

const unknownStore =
  'container c1: failed to get layer path from graphdriver %!s(<nil>) for ImageID sha256:base: unsupported layer store';
const notSupported = 'container c1: cannot get layerpath for ImageID sha256:base: operating system is not supported';

describe('layer folders: errors', () => {
  test.each([
    {
      why: 'a layer is missing',
      change: { image: { folders: ['C:\\l\\base', null, 'C:\\l\\top'] } },
      code: 'not-found',
      message:
        'container c1: failed to get layer path from graphdriver windowsfilter for ImageID sha256:middle: layer does not exist',
    },
    {
      why: 'a layer of a Linux image is missing',
      change: { image: { os: 'linux', chain: ['sha256:base'], folders: [null] } },
      code: 'not-found',
      message:
        'container c1: failed to get layer path from graphdriver lcow for ImageID sha256:base: layer does not exist',
    },
    {
      why: 'the old type of images has no chain ids on Windows',
      change: { image: { rootfsType: 'layers+base' } },
      code: 'not-found',
      message:
        'container c1: failed to get layer path from graphdriver windowsfilter for ImageID : layer does not exist',
    },
    {
      why: 'the old type, with an unknown OS',
      change: { image: { rootfsType: 'layers+base', os: 'freebsd' } },
      code: 'unsupported-platform',
      message: 'container c1: cannot get layerpath for ImageID : operating system is not supported',
    },
    { why: 'an unknown OS', change: { image: { os: 'freebsd' } }, code: 'unsupported-platform', message: notSupported },
    {
      why: 'Linux on a node without LCOW',
      change: { image: { os: 'linux' }, lcowSupported: false },
      code: 'unsupported-platform',
      message: notSupported,
    },
    {
      why: 'Linux in capitals on a node without LCOW',
      change: { image: { os: 'LINUX' }, lcowSupported: false },
      code: 'unsupported-platform',
      message: notSupported,
    },
    {
      why: 'a stray blank',
      change: { image: { os: ' windows' } },
      code: 'unsupported-platform',
      message: notSupported,
    },
    {
      why: 'Windows in capitals has no store of its own',
      change: { image: { os: 'WINDOWS' } },
      code: 'unsupported-platform',
      message: unknownStore,
    },
    {
      why: 'Linux in another case neither',
      change: { image: { os: 'Linux' } },
      code: 'unsupported-platform',
      message: unknownStore,
    },
    {
      why: 'Go folds U+017F to s',
      change: { image: { os: 'window\u017f' } },
      code: 'unsupported-platform',
      message: unknownStore,
    },
    {
      why: 'no layer of its own',
      change: { container: {} },
      code: 'system',
      message: 'container c1: RWLayer is unexpectedly nil',
    },
    {
      why: 'no layer of its own, and no others',
      change: { image: { chain: [], folders: [] }, container: {} },
      code: 'system',
      message: 'container c1: RWLayer is unexpectedly nil',
    },
  ])('$why', ({ change, code, message }) => {
    expect(folders(change).errors).toEqual([
      { seq: expect.any(Number), code, field: 'container.Image', message, publicMessage: message },
    ]);
  });

  test('each missing layer is named, base first, before the missing own one', () => {
    const messages = folders({ image: { folders: [null, 'C:\\x', null] }, container: {} }).errors.map(
      ({ message }) => message,
    );
    expect(messages).toEqual([
      expect.stringContaining('sha256:base'),
      expect.stringContaining('sha256:top'),
      'container c1: RWLayer is unexpectedly nil',
    ]);
  });

  test('a container that is not known has an error of its own, so none here', () => {
    expect(layerFolders(slice, image, undefined).errors).toEqual([]);
  });
});
