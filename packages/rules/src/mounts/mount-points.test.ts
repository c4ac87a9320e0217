import type { MountsSlice } from '@specline/contracts';
import { describe, expect, test } from 'vitest';
import { mountPoints } from './mount-points.ts';

type Point = MountsSlice['mountPoints'][number];

const slice: MountsSlice = {
  node: 'win-01',
  container: 'c1',
  dockerRoot: 'D:\\docker',
  isolation: 'process',
  lcowSupported: false,
  hasBeenStartedBefore: false,
  swarmManaged: false,
  mountPoints: [],
  secretReferences: [],
  configReferences: [],
};

const bind: Point = { Source: 'C:\\src', Destination: 'c:\\dst', RW: true, Type: 'bind' };
const plan = (...points: Point[]) => mountPoints({ ...slice, mountPoints: points });
const mount = (change: Partial<Point>) => plan({ ...bind, ...change }).mounts[0];

describe('mount points: source', () => {
  test.each([
    { why: 'a bind', change: {}, source: 'C:\\src' },
    { why: 'a bind with an odd spelling stays as it is', change: { Source: 'C:/a//b/../c' }, source: 'C:/a//b/../c' },
    { why: 'a pipe', change: { Type: 'npipe', Source: '\\\\.\\pipe\\x' }, source: '\\\\.\\pipe\\x' },
    {
      why: 'a local volume is where that driver keeps it',
      change: { Type: 'volume', Driver: 'local', Name: 'v1', Source: '' },
      source: 'D:\\docker\\volumes\\v1\\_data',
    },
    {
      why: 'whatever its source says',
      change: { Driver: 'local', Name: 'v 1', Source: 'C:\\other' },
      source: 'D:\\docker\\volumes\\v 1\\_data',
    },
    {
      why: 'another driver\u2019s volume is where its source says',
      change: { Driver: 'custom', Name: 'v1' },
      source: 'C:\\src',
    },
    { why: 'a name without a driver says nothing', change: { Name: 'v1', Type: 'volume' }, source: 'C:\\src' },
    {
      why: 'what is not to be set up stays as it is',
      change: { Driver: 'local', Name: 'v1', SkipMountpointCreation: true },
      source: 'C:\\src',
    },
    { why: 'even without a source', change: { Source: '', SkipMountpointCreation: true }, source: '' },
  ])('$why', ({ change, source }) => {
    expect(mount(change)?.source).toBe(source);
    expect(plan({ ...bind, ...change }).errors).toEqual([]);
  });

  test.each([
    { why: 'an empty source', change: { Source: '' } },
    { why: 'no source', change: { Source: undefined } },
    { why: 'null', change: { Source: null } },
    { why: 'a pipe without a source', change: { Type: 'npipe', Source: '' } },
    { why: 'a volume without a driver', change: { Type: 'volume', Name: 'v1', Source: '' } },
  ])('$why is an error', ({ change }) => {
    expect(plan({ ...bind, ...change }).errors).toEqual([
      {
        seq: expect.any(Number),
        code: 'invalid-parameter',
        field: 'container.MountPoints["c:\\\\dst"].Source',
        message: 'Unable to setup mount point, neither source nor volume defined',
        publicMessage: 'Unable to setup mount point, neither source nor volume defined',
      },
    ]);
  });

  test.each([{ Name: '' }, { Name: null }, { Name: undefined }])('a local volume needs a name: %j', (change) => {
    expect(plan({ ...bind, Driver: 'local', ...change }).errors).toMatchObject([
      {
        code: 'invalid-parameter',
        field: 'container.MountPoints["c:\\\\dst"].Name',
        message: 'a volume of driver local needs a Name, by which the node finds it',
      },
    ]);
    expect(plan({ ...bind, Driver: 'local', SkipMountpointCreation: true, ...change }).errors).toEqual([]);
  });

  test('each point without one is named, in their order', () => {
    const { errors } = plan({ ...bind, Destination: 'b', Source: '' }, bind, { ...bind, Destination: 'a', Source: '' });
    expect(errors.map(({ field }) => field)).toEqual([
      'container.MountPoints["b"].Source',
      'container.MountPoints["a"].Source',
    ]);
  });
});

describe('mount points: read-only unless said otherwise', () => {
  test.each([
    { RW: true, readOnly: false },
    { RW: false, readOnly: true },
    { RW: null, readOnly: true },
    { RW: undefined, readOnly: true },
  ])('RW $RW', ({ RW, readOnly }) => {
    expect(mount({ RW })?.readOnly).toBe(readOnly);
  });
});

describe('mount points: sorted by the backslashes of the cleaned destination, ties as they were', () => {
  test.each([
    {
      why: 'shallow ones first',
      given: ['c:\\a\\b\\c', 'c:\\a', 'c:\\a\\b'],
      sorted: ['c:\\a', 'c:\\a\\b', 'c:\\a\\b\\c'],
    },
    {
      why: 'ties keep their order, whatever it is',
      given: ['c:\\z', 'c:\\a', 'c:\\m'],
      sorted: ['c:\\z', 'c:\\a', 'c:\\m'],
    },
    { why: 'a trailing separator does not count', given: ['c:\\a\\b', 'c:\\z\\'], sorted: ['c:\\z\\', 'c:\\a\\b'] },
    { why: 'slashes count as backslashes', given: ['/a/b/c', '/a'], sorted: ['/a', '/a/b/c'] },
    { why: '.. is resolved', given: ['/a/b', '/x/y/z/../../..'], sorted: ['/x/y/z/../../..', '/a/b'] },
    { why: 'a bare drive has no part', given: ['c:\\', 'd:'], sorted: ['d:', 'c:\\'] },
    { why: 'a drive\u2019s root has one', given: ['d:\\a\\b', 'd:\\', 'c:\\a'], sorted: ['d:\\', 'c:\\a', 'd:\\a\\b'] },
    {
      why: 'a pipe has two, its dot is resolved',
      given: ['c:\\a\\b\\c', '\\\\.\\pipe\\x', 'c:\\a'],
      sorted: ['c:\\a', '\\\\.\\pipe\\x', 'c:\\a\\b\\c'],
    },
    { why: 'empty has none', given: ['/a', ''], sorted: ['', '/a'] },
  ])('$why', ({ given, sorted }) => {
    const { mounts } = plan(...given.map((Destination) => ({ ...bind, Destination })));
    expect(mounts.map(({ destination }) => destination)).toEqual(sorted);
  });

  test('more than eleven too, from where the reference\u2019s sort is no longer stable', () => {
    const given = Array.from({ length: 40 }, (_, index) => `c:\\${index}`);
    const { mounts } = plan(...['c:\\x\\y', ...given].map((Destination) => ({ ...bind, Destination })));
    expect(mounts.map(({ destination }) => destination)).toEqual([...given, 'c:\\x\\y']);
  });
});

describe('mount points: folders to create', () => {
  test.each([
    { why: 'the source of a bind', change: {}, created: true },
    { why: 'not of a volume', change: { Type: 'volume', Driver: 'local', Name: 'v' }, created: false },
    { why: 'not of a bind by a driver', change: { Driver: 'local', Name: 'v' }, created: false },
    { why: 'not of a pipe', change: { Type: 'npipe' }, created: false },
    { why: 'not where nothing is to be set up', change: { SkipMountpointCreation: true }, created: false },
  ])('$why', ({ change, created }) => {
    const step = { step: 'createDirectory', path: 'C:\\src', acl: 'inherited' };
    expect(plan({ ...bind, ...change }).staging).toEqual(created ? [step] : []);
  });
});
