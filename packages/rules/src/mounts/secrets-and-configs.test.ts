import type { MountsInventory, MountsSlice } from '@specline/contracts';
import { describe, expect, test } from 'vitest';
import { secretsAndConfigs } from './secrets-and-configs.ts';

const slice: MountsSlice = {
  node: 'win-01',
  container: 'c1',
  dockerRoot: 'C:\\ProgramData\\docker',
  isolation: 'process',
  lcowSupported: false,
  hasBeenStartedBefore: false,
  swarmManaged: true,
  mountPoints: [],
  secretReferences: [{ SecretID: 's1', File: { Name: 'a', UID: '1', GID: '2', Mode: 0o444 } }],
  configReferences: [{ ConfigID: 'k1', File: { Name: 'b' } }],
};

const known: MountsInventory = { revision: 1, container: {}, secrets: new Set(['s1']), configs: new Set(['k1']) };

const secrets = 'C:\\ProgramData\\docker\\containers\\c1\\mounts\\secrets';
const configs = 'C:\\ProgramData\\docker\\containers\\c1\\configs';

/** All of it: each test below states its difference. */
const prepared = {
  mounts: [
    { source: secrets, destination: 'C:\\ProgramData\\Docker\\internal\\secrets', readOnly: true },
    { source: configs, destination: 'C:\\ProgramData\\Docker\\internal\\configs', readOnly: true },
  ],
  staging: [
    { step: 'createDirectory', path: secrets, acl: 'administrators-and-local-system' },
    { step: 'writeSecret', path: `${secrets}\\s1`, id: 's1', mode: 292, uid: '1', gid: '2' },
    { step: 'createDirectory', path: configs, acl: 'administrators-and-local-system' },
    { step: 'writeConfig', path: `${configs}\\k1`, id: 'k1', mode: 0, uid: '', gid: '' },
  ],
  errors: [],
};

describe('secrets, then configs: folders, files and mounts', () => {
  test('of each', () => {
    expect(secretsAndConfigs(slice, known)).toEqual(prepared);
  });

  test('none without references', () => {
    const none = { ...slice, secretReferences: [], configReferences: [], swarmManaged: false };
    expect(secretsAndConfigs(none, known)).toEqual({ mounts: [], staging: [], errors: [] });
  });

  test('only secrets', () => {
    expect(secretsAndConfigs({ ...slice, configReferences: [] }, known)).toEqual({
      mounts: prepared.mounts.slice(0, 1),
      staging: prepared.staging.slice(0, 2),
      errors: [],
    });
  });

  test('also where the container was started before, and on Hyper-V', () => {
    expect(secretsAndConfigs({ ...slice, hasBeenStartedBefore: true, isolation: 'hyperv' }, known)).toEqual(prepared);
  });

  test('below another docker root, cleaned', () => {
    const { mounts } = secretsAndConfigs({ ...slice, dockerRoot: 'E:/dk/' }, known);
    expect(mounts.map(({ source }) => source)).toEqual([
      'E:\\dk\\containers\\c1\\mounts\\secrets',
      'E:\\dk\\containers\\c1\\configs',
    ]);
  });

  test('a reference without a file is not written, but counts for the mount', () => {
    const bare = {
      ...slice,
      secretReferences: [{ SecretID: 'unknown', File: null }],
      configReferences: [{ ConfigID: 'k2' }],
    };
    expect(secretsAndConfigs(bare, known)).toEqual({
      ...prepared,
      staging: prepared.staging.filter(({ step }) => step === 'createDirectory'),
    });
  });
});

describe('secrets and configs: errors of the stores', () => {
  test.each([
    {
      why: 'no store of secrets',
      change: { swarmManaged: false, configReferences: [] },
      errors: [{ field: 'container.SecretReferences', message: 'secret store is not initialized' }],
    },
    {
      why: 'no store of configs',
      change: { swarmManaged: false, secretReferences: [] },
      errors: [{ field: 'container.ConfigReferences', message: 'config store is not initialized' }],
    },
    {
      why: 'no store, for references without a file too',
      change: { swarmManaged: false, secretReferences: [{ SecretID: 's1' }], configReferences: [] },
      errors: [{ field: 'container.SecretReferences', message: 'secret store is not initialized' }],
    },
    {
      why: 'no store of either: secrets come first',
      change: { swarmManaged: false },
      errors: [
        { field: 'container.SecretReferences', message: 'secret store is not initialized' },
        { field: 'container.ConfigReferences', message: 'config store is not initialized' },
      ],
    },
    {
      why: 'no such secret',
      change: { secretReferences: [...slice.secretReferences, { SecretID: 's2', File: { Name: 'x' } }] },
      errors: [
        {
          field: 'container.SecretReferences[1]',
          message: 'unable to get secret from secret store: secret s2 not found',
        },
      ],
    },
    {
      why: 'no such config',
      change: { configReferences: [{ ConfigID: 'K1', File: { Name: 'x' } }] },
      errors: [
        {
          field: 'container.ConfigReferences[0]',
          message: 'unable to get config from config store: config K1 not found',
        },
      ],
    },
  ])('$why', ({ change, errors }) => {
    const found = secretsAndConfigs({ ...slice, ...change }, known).errors;
    expect(found).toEqual(
      errors.map((error) => ({ seq: expect.any(Number), code: 'system', ...error, publicMessage: error.message })),
    );
    expect(found.map(({ seq }) => seq)).toEqual(found.map(({ seq }) => seq).sort((left, right) => left - right));
  });
});
