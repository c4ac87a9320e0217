import type { MountsInventory, MountsSlice } from '@specline/contracts';
import { describe, expect, test } from 'vitest';
import { resolveMounts } from './mounts.ts';

const slice: MountsSlice = {
  node: 'win-01',
  container: 'c1',
  dockerRoot: 'C:\\d',
  isolation: 'hyperv',
  lcowSupported: false,
  hasBeenStartedBefore: false,
  swarmManaged: true,
  mountPoints: [
    { Source: 'C:\\deep', Destination: 'c:\\a\\b\\c\\d\\e\\f\\g', Type: 'bind', RW: true },
    { Source: 'C:\\shallow', Destination: 'c:\\a', Type: 'bind', RW: true },
  ],
  secretReferences: [{ SecretID: 's1', File: { Name: 'a' } }],
  configReferences: [{ ConfigID: 'k1', File: { Name: 'C:\\b' } }],
};

const known: MountsInventory = {
  revision: 1,
  container: { rwLayer: 'C:\\l\\c1' },
  secrets: new Set(['s1']),
  configs: new Set(['k1']),
};

describe('mounts and their staging plan', () => {
  test('secrets and configs are appended after the sort, never sorted in', () => {
    const { facts, warnings } = resolveMounts(slice, known);
    expect(facts?.mounts.map(({ source }) => source)).toEqual([
      'C:\\shallow',
      'C:\\deep',
      'C:\\d\\containers\\c1\\mounts\\secrets',
      'C:\\d\\containers\\c1\\configs',
    ]);
    expect(warnings).toEqual([]);
  });

  test('the plan follows the reference: folders and files, sources of binds, links', () => {
    expect(resolveMounts(slice, known).facts?.staging.map(({ step }) => step)).toEqual([
      'createDirectory',
      'writeSecret',
      'createDirectory',
      'writeConfig',
      'createDirectory',
      'createDirectory',
      'mountRootfs',
      'symlink',
      'symlink',
      'unmountRootfs',
    ]);
  });

  test('errors of each', () => {
    const faulty = { ...slice, mountPoints: [{ Destination: 'x' }] };
    const { errors } = resolveMounts(faulty, { ...known, container: {}, secrets: new Set(), configs: new Set() });
    expect(errors.map(({ message }) => message)).toEqual([
      'unable to get secret from secret store: secret s1 not found',
      'unable to get config from config store: config k1 not found',
      'Unable to setup mount point, neither source nor volume defined',
      'RWLayer of container c1 is unexpectedly nil',
    ]);
  });
});
