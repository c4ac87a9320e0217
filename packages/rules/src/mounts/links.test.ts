import type { MountsInventory, MountsSlice } from '@specline/contracts';
import { describe, expect, test } from 'vitest';
import { containerLinks } from './links.ts';

const slice: MountsSlice = {
  node: 'win-01',
  container: 'c1',
  dockerRoot: 'C:\\ProgramData\\docker',
  isolation: 'process',
  lcowSupported: false,
  hasBeenStartedBefore: false,
  swarmManaged: true,
  mountPoints: [],
  secretReferences: [
    { SecretID: 's1', File: { Name: 'a' } },
    { SecretID: 's2', File: { Name: 'C:\\keys\\b' } },
  ],
  configReferences: [{ ConfigID: 'k1', File: { Name: 'C:\\app\\c' } }],
};

const known: MountsInventory = {
  revision: 1,
  container: { rwLayer: 'C:\\l\\c1', baseFS: '\\\\?\\Volume{g}' },
  secrets: new Set(['s1', 's2']),
  configs: new Set(['k1']),
};

const links = [
  {
    step: 'symlink',
    linkInRoot: '\\ProgramData\\Docker\\secrets\\a',
    target: 'C:\\ProgramData\\Docker\\internal\\secrets\\s1',
  },
  { step: 'symlink', linkInRoot: '\\keys\\b', target: 'C:\\ProgramData\\Docker\\internal\\secrets\\s2' },
  { step: 'symlink', linkInRoot: '\\app\\c', target: 'C:\\ProgramData\\Docker\\internal\\configs\\k1' },
];

const mounted = [{ step: 'mountRootfs' }, ...links, { step: 'unmountRootfs' }];

describe('links: all secrets before all configs, before the first start only', () => {
  test('process isolation: the root filesystem is there already', () => {
    expect(containerLinks(slice, known)).toEqual({ staging: links, errors: [] });
  });

  test('Hyper-V: the root filesystem is mounted for them', () => {
    expect(containerLinks({ ...slice, isolation: 'hyperv' }, known)).toEqual({ staging: mounted, errors: [] });
  });

  test('Hyper-V without a base filesystem: mounting it supplies one', () => {
    const unmounted = { ...known, container: { rwLayer: 'C:\\l\\c1' } };
    expect(containerLinks({ ...slice, isolation: 'hyperv' }, unmounted)).toEqual({ staging: mounted, errors: [] });
  });

  test.each(['process', 'hyperv'] as const)(
    'never after the first start (%s), so that a hostile file system is never mounted',
    (isolation) => {
      const started = { ...slice, isolation, hasBeenStartedBefore: true };
      expect(containerLinks(started, { ...known, container: {} })).toEqual({ staging: [], errors: [] });
    },
  );

  test.each(['process', 'hyperv'] as const)('none without references (%s)', (isolation) => {
    const none = { ...slice, isolation, secretReferences: [], configReferences: [] };
    expect(containerLinks(none, { ...known, container: {} })).toEqual({ staging: [], errors: [] });
  });

  test('a reference without a file has no link, but the root filesystem is mounted all the same', () => {
    const bare = {
      ...slice,
      isolation: 'hyperv',
      secretReferences: [{ SecretID: 's1' }],
      configReferences: [],
    } as const;
    expect(
      containerLinks({ ...bare, secretReferences: [...bare.secretReferences], configReferences: [] }, known),
    ).toEqual({
      staging: [{ step: 'mountRootfs' }, { step: 'unmountRootfs' }],
      errors: [],
    });
  });

  test('a secret\u2019s name that is not absolute stands below the folder for secrets, a config\u2019s below the root', () => {
    const named = (Name: string): MountsSlice => ({
      ...slice,
      secretReferences: [{ SecretID: 's1', File: { Name } }],
      configReferences: [{ ConfigID: 'k1', File: { Name } }],
    });
    const made = (Name: string) =>
      containerLinks(named(Name), known).staging.map((step) => ('linkInRoot' in step ? step.linkInRoot : ''));
    expect(made('sub/x')).toEqual(['\\ProgramData\\Docker\\secrets\\sub\\x', '\\sub\\x']);
    expect(made('/run/secrets/x')).toEqual(['\\ProgramData\\Docker\\secrets\\run\\secrets\\x', '\\run\\secrets\\x']);
    expect(made('')[0]).toBe('\\ProgramData\\Docker\\secrets');
    expect(made('..\\x')).toEqual(['\\ProgramData\\Docker\\x', '\\x']);
  });
});

describe('links: errors', () => {
  const at = (field: string, message: string, code = 'system') => ({
    seq: expect.any(Number),
    code,
    field,
    message,
    publicMessage: message,
  });
  const noBase = 'ResolvePath: BaseFS of container c1 is unexpectedly nil';

  test.each([
    {
      why: 'no base filesystem',
      change: {},
      container: { rwLayer: 'x' },
      errors: [
        at('container.SecretReferences[0].File.Name', noBase),
        at('container.SecretReferences[1].File.Name', noBase),
        at('container.ConfigReferences[0].File.Name', noBase),
      ],
    },
    {
      why: 'nothing to mount',
      change: { isolation: 'hyperv' as const },
      container: {},
      errors: [at('container.Id', 'RWLayer of container c1 is unexpectedly nil')],
    },
    {
      why: 'another drive',
      change: { configReferences: [{ ConfigID: 'k1', File: { Name: 'D:\\x' } }] },
      container: known.container,
      errors: [
        at(
          'container.ConfigReferences[0].File.Name',
          'The specified path is not on the system drive (C:)',
          'invalid-parameter',
        ),
      ],
    },
    {
      why: 'only a drive',
      change: { configReferences: [{ ConfigID: 'k1', File: { Name: 'C:' } }] },
      container: known.container,
      errors: [
        at('container.ConfigReferences[0].File.Name', 'No relative path specified in "C:"', 'invalid-parameter'),
      ],
    },
    {
      why: 'one link twice, regardless of case, which the reference would fail at on the disk',
      change: { configReferences: [{ ConfigID: 'k1', File: { Name: 'c:\\KEYS\\B' } }] },
      container: known.container,
      errors: [
        at(
          'container.ConfigReferences[0].File.Name',
          'two references are linked from \\KEYS\\B; give each a File.Name of its own',
          'invalid-parameter',
        ),
      ],
    },
    ...['', '\\', '/', '.', 'C:\\', 'c:/.', 'x\\..', '..\\..'].map((Name) => ({
      why: `a config's link at the root (${JSON.stringify(Name)}), which the reference would fail at on the disk`,
      change: { configReferences: [{ ConfigID: 'k1', File: { Name } }] },
      container: known.container,
      errors: [
        at(
          'container.ConfigReferences[0].File.Name',
          'the link to this config would be the root of the container; give it a File.Name that names a file',
          'invalid-parameter',
        ),
      ],
    })),
    {
      why: "a secret's link at a root that is a plain folder",
      change: { secretReferences: [{ SecretID: 's1', File: { Name: '..\\..\\..' } }], configReferences: [] },
      container: { ...known.container, baseFS: 'C:\\mnt\\x\\' },
      errors: [
        at(
          'container.SecretReferences[0].File.Name',
          'the link to this secret would be the root of the container; give it a File.Name that names a file',
          'invalid-parameter',
        ),
      ],
    },
  ])('$why', ({ change, container, errors }) => {
    expect(containerLinks({ ...slice, ...change }, { ...known, container }).errors).toEqual(errors);
  });

  test('a layer without a folder can be mounted', () => {
    const { errors } = containerLinks({ ...slice, isolation: 'hyperv' }, { ...known, container: { rwLayer: null } });
    expect(errors).toEqual([]);
  });

  test('a container that is not known has an error of its own, so none here', () => {
    expect(containerLinks({ ...slice, isolation: 'hyperv' }, { ...known, container: undefined }).errors).toEqual([]);
    expect(containerLinks(slice, { ...known, container: undefined }).errors).toEqual([]);
  });
});
