import { describe, expect, test } from 'vitest';
import { parseOption } from './option.ts';

const invalidValue =
  "invalid credential spec security option - value must be prefixed by 'file://', 'registry://', or 'raw://' followed by a non-empty value";

describe('security option: credentialspec=<scheme>://<value>', () => {
  test.each([
    { option: 'credentialspec=raw://{"a":1}', source: 'raw', value: '{"a":1}' },
    { option: 'credentialspec=file://win.json', source: 'file', value: 'win.json' },
    { option: 'credentialspec=registry://My Spec', source: 'registry', value: 'My Spec' },
    { option: 'credentialspec=config://id1', source: 'config', value: 'id1' },
    { option: 'CredentialSpec=raw://x', source: 'raw', value: 'x', why: 'the key in any case' },
    { option: 'credential\u017fpec=raw://x', source: 'raw', value: 'x', why: 'Go folds U+017F to s' },
    { option: 'credentialspec=RAW://X', source: 'raw', value: 'X', why: 'the scheme in any case' },
    { option: 'credentialspec=F\u0130LE://x', source: 'file', value: 'x', why: 'Go lowers U+0130 to a plain i' },
    { option: 'credentialspec=raw://file://x', source: 'raw', value: 'file://x', why: 'only the first :// counts' },
    { option: 'credentialspec=raw://a=b', source: 'raw', value: 'a=b', why: 'only the first = counts' },
    { option: 'credentialspec=raw:// ', source: 'raw', value: ' ', why: 'a blank is something' },
    { option: 'credentialspec=raw:///', source: 'raw', value: '/' },
    { option: 'credentialspec=file:///win.json', source: 'file', value: '/win.json' },
  ])('$option', ({ option, source, value }) => {
    expect(parseOption(option, true)).toEqual({ source, value });
  });
});

describe('security option: refusals', () => {
  test.each([
    { option: '', message: 'invalid security option: no equals sign in supplied value ' },
    {
      option: 'no-new-privileges',
      message: 'invalid security option: no equals sign in supplied value no-new-privileges',
    },
    {
      option: 'credentialspec:raw://x',
      message: 'invalid security option: no equals sign in supplied value credentialspec:raw://x',
    },
    { option: '=', message: 'security option not supported: ' },
    { option: '=raw://x', message: 'security option not supported: ' },
    { option: 'seccomp=unconfined', message: 'security option not supported: seccomp' },
    { option: 'credentialspec =raw://x', message: 'security option not supported: credentialspec ' },
    { option: 'credentialspec\n=raw://x', message: 'security option not supported: credentialspec\n' },
    { option: 'credentialspec=', message: invalidValue },
    { option: 'credentialspec=win.json', message: invalidValue },
    { option: 'credentialspec=raw:x', message: invalidValue },
    { option: 'credentialspec=raw:/x', message: invalidValue },
    { option: 'credentialspec=://', message: invalidValue },
    { option: 'credentialspec=://x', message: invalidValue },
    { option: 'credentialspec=raw://', message: invalidValue },
    { option: 'credentialspec=file://', message: invalidValue },
    { option: 'credentialspec=registry://', message: invalidValue },
    { option: 'credentialspec=vault://x', message: invalidValue },
    { option: 'credentialspec= raw://x', message: invalidValue },
    { option: 'credentialspec=\u212aaw://x', message: invalidValue },
  ])('$option', ({ option, message }) => {
    expect(parseOption(option, true)).toMatchObject({ refusal: { message } });
  });

  test('without a config store, config is a scheme like any unknown one', () => {
    expect(parseOption('credentialspec=config://id1', false)).toEqual({
      refusal: { message: invalidValue, publicMessage: invalidValue },
    });
  });

  test('the option\u2019s text is private', () => {
    expect(parseOption('hunter2', true)).toMatchObject({
      refusal: { publicMessage: 'invalid security option: no equals sign in supplied value [redacted]' },
    });
    expect(parseOption('hunter2=x', true)).toMatchObject({
      refusal: { publicMessage: 'security option not supported: [redacted]' },
    });
  });
});
