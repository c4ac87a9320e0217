import type { Container } from '@specline/contracts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { environment } from './environment.ts';

const container = (Env: string[], Tty: boolean): Container => ({
  Id: 'c1',
  Path: 'x',
  Image: 'i',
  Config: { Env, Tty, Hostname: 'web', Domainname: 'corp.local' },
  HostConfig: {},
});

const path = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const host = 'HOSTNAME=web';
const term = 'TERM=xterm';

describe('environment of a Linux container: defaults, which its own entries replace in place', () => {
  test.each([
    { why: 'the defaults', Env: [], env: [path, host] },
    { why: 'an entry of its own', Env: ['A=1'], env: [path, host, 'A=1'] },
    { why: 'a default replaced in place', Env: ['B=2', 'PATH=/x'], env: ['PATH=/x', host, 'B=2'] },
    { why: 'replaced by an empty value', Env: ['PATH='], env: ['PATH=', host] },
    { why: 'replaced twice', Env: ['PATH=/x', 'PATH=/y'], env: ['PATH=/y', host] },
    { why: 'a bare key blanks a default', Env: ['PATH'], env: [host] },
    {
      why: 'a bare key, then a value: in the place of the default',
      Env: ['PATH', 'A=1', 'PATH=/x'],
      env: ['PATH=/x', host, 'A=1'],
    },
    { why: 'a value, then a bare key', Env: ['PATH=/x', 'PATH'], env: [host] },
    { why: 'all defaults blanked', Env: ['PATH', 'HOSTNAME'], env: [] },
    { why: 'a bare key of nothing', Env: ['NOPE'], env: [path, host] },
    { why: 'keys are case-sensitive', Env: ['path=/x', 'Path'], env: [path, host, 'path=/x'] },
    { why: 'own entries are not looked up: duplicates stay', Env: ['A=1', 'A=2'], env: [path, host, 'A=1', 'A=2'] },
    { why: 'nor can a bare key unset them', Env: ['A=1', 'A'], env: [path, host, 'A=1'] },
    { why: 'empty entries vanish', Env: ['', 'A=1', ''], env: [path, host, 'A=1'] },
    { why: 'an entry without a name stays', Env: ['=x', '='], env: [path, host, '=x', '='] },
    { why: 'only the first = counts', Env: ['PATH=a=b', 'A=b=c'], env: ['PATH=a=b', host, 'A=b=c'] },
    { why: 'TERM is no default without a terminal', Env: ['TERM=vt100'], env: [path, host, 'TERM=vt100'] },
    { why: 'a blank in front is another key', Env: [' PATH=/x'], env: [path, host, ' PATH=/x'] },
  ])('$why', ({ Env, env }) => {
    expect(environment(container(Env, false), 'linux')).toEqual(env);
  });

  test.each([
    { Env: [], env: [path, host, term] },
    { Env: ['TERM=vt100'], env: [path, host, 'TERM=vt100'] },
    { Env: ['TERM'], env: [path, host] },
  ])('with a terminal: $Env', ({ Env, env }) => {
    expect(environment(container(Env, true), 'linux')).toEqual(env);
  });

  test('without a hostname there is an empty one', () => {
    const unnamed = { ...container([], false), Config: {} };
    expect(environment(unnamed, 'linux')).toEqual([path, 'HOSTNAME=']);
  });
});

describe('environment of any other container: its own entries', () => {
  test.each([
    { Env: [], env: [] },
    { Env: ['PATH=C:\\x', 'A=1', 'A=2'], env: ['PATH=C:\\x', 'A=1', 'A=2'] },
    { Env: ['PATH', '', 'A=1', 'A'], env: ['A=1'] },
  ])('$Env', ({ Env, env }) => {
    for (const os of ['windows', 'Linux', '']) expect(environment(container(Env, true), os)).toEqual(env);
  });
});

describe('environment: the container\u2019s own OS decides, not the image\u2019s', () => {
  test.each([
    { OS: 'linux', image: 'windows', env: [path, host] },
    { OS: 'windows', image: 'linux', env: [] },
    { OS: '', image: 'linux', env: [] },
    { OS: undefined, image: 'linux', env: [path, host] },
    { OS: null, image: 'linux', env: [path, host] },
  ])('$OS with an image of $image', ({ OS, image, env }) => {
    expect(environment({ ...container([], false), OS }, image)).toEqual(env);
  });
});

test('environment: the last word on a default counts, all else stays as it is', () => {
  const key = fc.constantFrom('PATH', 'HOSTNAME', 'TERM', 'A', '', 'path');
  const entry = fc.oneof(
    key,
    fc.tuple(key, fc.string()).map(([name, value]) => `${name}=${value}`),
  );
  const keyOf = (text: string): string => text.split('=', 1)[0] ?? '';
  fc.assert(
    fc.property(fc.array(entry), fc.boolean(), (Env, tty) => {
      const defaults = tty ? [path, host, term] : [path, host];
      const keys = defaults.map(keyOf);
      const settled = defaults.map((text) => Env.findLast((own) => keyOf(own) === keyOf(text)) ?? text);
      const added = Env.filter((own) => !keys.includes(keyOf(own)));
      const assigned = [...settled, ...added].filter((text) => text.includes('='));
      expect(environment(container(Env, tty), 'linux')).toEqual(assigned);
    }),
    { numRuns: 1000 },
  );
});
