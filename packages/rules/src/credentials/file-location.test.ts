import { describe, expect, test } from 'vitest';
import { fileLocation } from './file-location.ts';

const root = 'C:\\ProgramData\\docker';
const base = `${root}\\CredentialSpecs`;

describe('credential spec file: where it is', () => {
  test.each([
    { value: 'win.json', full: `${base}\\win.json`, name: 'WIN.JSON' },
    { value: 'sub/x.json', full: `${base}\\sub\\x.json`, name: 'SUB\\X.JSON' },
    { value: '.\\win.json', full: `${base}\\win.json`, name: 'WIN.JSON' },
    { value: 'sub\\\\..//win.json', full: `${base}\\win.json`, name: 'WIN.JSON' },
    { value: '..\\CredentialSpecs\\win.json', full: `${base}\\win.json`, name: 'WIN.JSON', why: 'out and in again' },
    { value: '\\win.json', full: `${base}\\win.json`, name: 'WIN.JSON', why: 'a leading separator is not absolute' },
    { value: '/win.json', full: `${base}\\win.json`, name: 'WIN.JSON' },
    { value: '/../win.json', full: `${base}\\win.json`, name: 'WIN.JSON', why: 'cleaned before it is joined' },
    { value: 'win.json/', full: `${base}\\win.json`, name: 'WIN.JSON' },
    {
      value: 'C:win.json',
      full: `${base}\\C:win.json`,
      name: 'C:WIN.JSON',
      why: 'a drive without a separator is not absolute',
    },
    { value: 'C:..\\..\\x', full: `${base}\\x`, name: 'X', why: '`C:..` is a name once it is joined' },
    { value: '\\\\srv', full: `${base}\\srv`, name: 'SRV', why: 'half a share is none' },
    { value: '\\\\srv\\share', full: `${base}\\srv\\share`, name: 'SRV\\SHARE', why: 'a bare share is not absolute' },
    { value: '\\\\.\\pipe\\x', full: `${base}\\pipe\\x`, name: 'PIPE\\X', why: 'a device is no share' },
    { value: 'sub\\NUL', full: `${base}\\sub\\NUL`, name: 'SUB\\NUL', why: 'only a bare reserved name is absolute' },
    { value: '.', full: base, name: '.', why: 'the folder itself is under itself' },
    { value: 'a b \u00e9.json', full: `${base}\\a b \u00e9.json`, name: 'A B \u00c9.JSON' },
  ])('$value', ({ value, full, name }) => {
    expect(fileLocation(value, root)).toEqual({ full, name });
  });

  test.each([
    { dockerRoot: 'D:/docker', full: 'D:\\docker\\CredentialSpecs\\x' },
    { dockerRoot: 'D:\\docker\\', full: 'D:\\docker\\CredentialSpecs\\x' },
    { dockerRoot: 'E:\\Docker Data', full: 'E:\\Docker Data\\CredentialSpecs\\x' },
    { dockerRoot: '\\\\srv\\share', full: '\\\\srv\\share\\CredentialSpecs\\x' },
  ])('below $dockerRoot', ({ dockerRoot, full }) => {
    expect(fileLocation('x', dockerRoot)).toEqual({ full, name: 'X' });
  });
});

describe('credential spec file: refusals', () => {
  test.each([
    'C:\\win.json',
    'c:/win.json',
    '\\\\srv\\share\\x',
    '//srv/share/x',
    '\\\\?\\C:\\x',
    'NUL',
    'nul',
    './con',
    'LPT9',
    'x\\..\\C:\\y',
  ])('absolute: %s', (value) => {
    const message = 'invalid credential spec - file:// path cannot be absolute';
    expect(fileLocation(value, root)).toEqual({ refusal: { message, publicMessage: message } });
  });

  test.each([
    { value: '..\\x' },
    { value: '../../x' },
    { value: 'a\\..\\..\\x' },
    { value: '..' },
    { value: '..\\..\\..\\..\\..\\x' },
    { value: '..\\credentialspecs\\x', why: 'the comparison is case-sensitive' },
    { value: '..\\CredentialSpecsEvil\\x', why: 'deviation: the reference lets a name that only starts alike pass' },
    { value: '..\\CredentialSpecs.json', why: 'as above' },
  ])('outside: $value', ({ value }) => {
    const message = `invalid credential spec - file:// path must be under ${base}`;
    expect(fileLocation(value, root)).toEqual({ refusal: { message, publicMessage: message } });
  });
});
