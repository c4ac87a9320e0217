import { type CredentialsInventory, type CredentialsSlice, wording } from '@specline/contracts';
import { describe, expect, test } from 'vitest';
import type { Option } from './option.ts';
import { readCredentialSpec } from './read.ts';

const slice: CredentialsSlice = {
  node: 'win-01',
  container: 'c1',
  dockerRoot: 'C:\\ProgramData\\docker',
  swarmManaged: true,
  securityOptions: [],
};

const known: CredentialsInventory = {
  revision: 1,
  files: new Map([['WIN.JSON', 'from a file']]),
  registry: new Map<string, unknown>([
    ['SQL SVC', 'from the registry'],
    ['EMPTY', ''],
    ['DWORD', 7],
    ['NULL', null],
    ['LIST', ['x']],
  ]),
  configs: new Map([['id1', 'from a config']]),
};

const read = (option: Option, inventory: CredentialsInventory = known) => readCredentialSpec(option, slice, inventory);

describe('credential spec: what is read', () => {
  test.each<{ option: Option; spec: string }>([
    { option: { source: 'raw', value: '{ "a" : 1 }\r\n' }, spec: '{ "a" : 1 }\r\n' },
    { option: { source: 'file', value: 'win.json' }, spec: 'from a file' },
    { option: { source: 'file', value: '.\\WIN.json' }, spec: 'from a file' },
    { option: { source: 'registry', value: 'sql svc' }, spec: 'from the registry' },
    { option: { source: 'registry', value: 'Empty' }, spec: '' },
    { option: { source: 'config', value: 'id1' }, spec: 'from a config' },
  ])('$option', ({ option, spec }) => {
    expect(read(option)).toEqual({ spec });
  });
});

describe('credential spec: what is refused', () => {
  const missing = 'The system cannot find the file specified.';
  test.each<{
    option: Option;
    message: string;
    publicMessage: string;
    code?: string;
    inventory?: CredentialsInventory;
  }>([
    {
      option: { source: 'file', value: 'no\u00e9\u200b.json' },
      message: `credential spec for container c1 could not be read from file "C:\\\\ProgramData\\\\docker\\\\CredentialSpecs\\\\no\u00e9\\u200b.json": open C:\\ProgramData\\docker\\CredentialSpecs\\no\u00e9\u200b.json: ${missing}`,
      publicMessage: `credential spec for container c1 could not be read from file [redacted]: open [redacted]: ${missing}`,
    },
    {
      option: { source: 'file', value: 'C:\\x' },
      message: 'invalid credential spec - file:// path cannot be absolute',
      publicMessage: 'invalid credential spec - file:// path cannot be absolute',
    },
    {
      option: { source: 'file', value: '..\\x' },
      message: 'invalid credential spec - file:// path must be under C:\\ProgramData\\docker\\CredentialSpecs',
      publicMessage: 'invalid credential spec - file:// path must be under C:\\ProgramData\\docker\\CredentialSpecs',
    },
    {
      option: { source: 'registry', value: 'a"b\\c\td' },
      message: 'registry credential spec "a\\"b\\\\c\\td" for container c1 was not found',
      publicMessage: 'registry credential spec [redacted] for container c1 was not found',
    },
    {
      option: { source: 'registry', value: 'x' },
      inventory: { ...known, registry: null },
      message: `failed handling spec "x" for container c1 - registry key SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Virtualization\\Containers\\CredentialSpecs could not be opened: ${missing}`,
      publicMessage: `failed handling spec [redacted] for container c1 - registry key SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Virtualization\\Containers\\CredentialSpecs could not be opened: ${missing}`,
    },
    ...['dword', 'null', 'list'].map((value) => ({
      option: { source: 'registry', value } as const,
      message: `error reading credential spec "${value}" from registry for container c1: unexpected key value type`,
      publicMessage:
        'error reading credential spec [redacted] from registry for container c1: unexpected key value type',
    })),
    {
      option: { source: 'config', value: 'ID1' },
      code: 'system',
      message: 'error getting value from config store: config ID1 not found',
      publicMessage: 'error getting value from config store: config [redacted] not found',
    },
  ])('$message', ({ option, message, publicMessage, code, inventory }) => {
    expect(read(option, inventory)).toEqual({
      code: code ?? 'invalid-parameter',
      words: { message, publicMessage },
    });
  });

  test('an option that was refused stays so', () => {
    const refusal = wording`security option not supported: ${'x'}`;
    expect(read({ refusal })).toEqual({ code: 'invalid-parameter', words: refusal });
  });
});
