import type { CredentialsInventory, CredentialsSlice } from '@specline/contracts';
import { describe, expect, test } from 'vitest';
import { credentialLookups, resolveCredentials } from './credentials.ts';

const slice: CredentialsSlice = {
  node: 'win-01',
  container: 'c1',
  dockerRoot: 'C:\\docker',
  swarmManaged: true,
  securityOptions: [],
};

const known: CredentialsInventory = {
  revision: 1,
  files: new Map([
    ['A.JSON', 'A'],
    ['EMPTY', ''],
  ]),
  registry: new Map([['B', 'B']]),
  configs: new Map([['k', 'C']]),
};

const resolve = (...securityOptions: string[]) => resolveCredentials({ ...slice, securityOptions }, known);
const option = (index: number) => `container.HostConfig.SecurityOpt[${index}]`;
const when = { platform: 'windows' };

describe('credential spec: the last option wins', () => {
  test.each([
    { options: [], spec: undefined },
    { options: ['credentialspec=raw://x'], spec: 'x' },
    { options: ['credentialspec=raw://x', 'credentialspec=file://a.json'], spec: 'A' },
    {
      options: ['credentialspec=file://a.json', 'credentialspec=registry://b', 'credentialspec=config://k'],
      spec: 'C',
    },
    { options: ['credentialspec=file://empty'], spec: undefined },
    {
      options: ['credentialspec=raw://x', 'credentialspec=file://empty'],
      spec: undefined,
      why: 'an empty one drops all',
    },
    { options: ['credentialspec=file://empty', 'credentialspec=raw://x'], spec: 'x' },
  ])('$options: $spec', ({ options, spec }) => {
    const { facts, errors } = resolve(...options);
    expect(facts).toEqual(spec === undefined ? {} : { credentialSpec: spec });
    expect(errors).toEqual([]);
  });
});

describe('credential spec: warnings', () => {
  const replaced = (index: number, position: number, count: number) => ({
    code: 'credential-spec-replaced',
    field: option(index),
    when,
    message: `credential spec ${position} of ${count} is not used: the last one wins`,
    publicMessage: `credential spec ${position} of ${count} is not used: the last one wins`,
  });
  const empty = (index: number) => ({
    code: 'credential-spec-empty',
    field: option(index),
    when,
    message: 'the last credential spec is empty, so none is set',
    publicMessage: 'the last credential spec is empty, so none is set',
  });

  test.each([
    { why: 'none for one', options: ['credentialspec=raw://x'], warnings: [] },
    { why: 'none for none', options: [], warnings: [] },
    {
      why: 'each that is replaced',
      options: ['credentialspec=raw://x', 'credentialspec=raw://y', 'credentialspec=raw://z'],
      warnings: [replaced(0, 1, 3), replaced(1, 2, 3)],
    },
    { why: 'the last one is empty', options: ['credentialspec=file://empty'], warnings: [empty(0)] },
    {
      why: 'both',
      options: ['credentialspec=raw://x', 'credentialspec=file://empty'],
      warnings: [replaced(0, 1, 2), empty(1)],
    },
    {
      why: 'an empty one that is replaced is only that',
      options: ['credentialspec=file://empty', 'credentialspec=raw://x'],
      warnings: [replaced(0, 1, 2)],
    },
    {
      why: 'behind one that is refused',
      options: ['bad', 'credentialspec=raw://x', 'credentialspec=file://empty'],
      warnings: [replaced(1, 1, 2), empty(2)],
    },
  ])('$why', ({ options, warnings }) => {
    expect(resolve(...options).warnings).toEqual(warnings);
  });
});

describe('credential spec: all options are checked, the first refusal first', () => {
  test('each names its option and counts for Windows images only', () => {
    const { errors } = resolve(
      'credentialspec=registry://none',
      'credentialspec=raw://x',
      'label=y',
      'credentialspec=config://none',
    );
    expect(errors.map(({ code, field, when: on, message }) => ({ code, field, on, message }))).toEqual([
      {
        code: 'invalid-parameter',
        field: option(0),
        on: when,
        message: 'registry credential spec "none" for container c1 was not found',
      },
      { code: 'invalid-parameter', field: option(2), on: when, message: 'security option not supported: label' },
      {
        code: 'system',
        field: option(3),
        on: when,
        message: 'error getting value from config store: config none not found',
      },
    ]);
  });
});

describe('credential spec: what the options ask the node for', () => {
  test('names as Windows compares them; refused options ask for nothing', () => {
    const securityOptions = [
      'credentialspec=file://Sub/a.json',
      'credentialspec=file://..\\out',
      'credentialspec=file://C:\\abs',
      'credentialspec=registry://Sql Svc',
      'credentialspec=config://Id',
      'credentialspec=raw://x',
      'credentialspec=file://',
      'bad',
    ];
    expect(credentialLookups({ ...slice, securityOptions })).toEqual({
      files: ['SUB\\A.JSON'],
      registry: ['SQL SVC'],
      configs: ['Id'],
    });
    expect(credentialLookups({ ...slice, securityOptions, swarmManaged: false }).configs).toEqual([]);
  });
});
