import { describe, expect, test } from 'vitest';
import { deviceCgroupRules } from './device-cgroup-rules.ts';

describe('device cgroup rules: <type> <major>:<minor> <access>', () => {
  test.each([
    { rule: 'c 1:3 rwm', parsed: { type: 'c', major: 1, minor: 3, access: 'rwm' } },
    { rule: 'b 8:* r', parsed: { type: 'b', major: 8, minor: -1, access: 'r' } },
    { rule: 'a *:* rwm', parsed: { type: 'a', major: -1, minor: -1, access: 'rwm' } },
    { rule: 'c 0:0 mrw', parsed: { type: 'c', major: 0, minor: 0, access: 'mrw' }, why: 'letters as typed' },
    { rule: 'c 1:3 rrr', parsed: { type: 'c', major: 1, minor: 3, access: 'rrr' }, why: 'even the same ones' },
    {
      rule: 'c 007:0010 w',
      parsed: { type: 'c', major: 7, minor: 10, access: 'w' },
      why: 'decimal, whatever stands in front',
    },
    { rule: `c ${'0'.repeat(30)}7:1 r`, parsed: { type: 'c', major: 7, minor: 1, access: 'r' } },
    {
      rule: 'c 9223372036854775807:9007199254740993 r',
      parsed: { type: 'c', major: 9223372036854775807n, minor: 9007199254740993n, access: 'r' },
    },
  ])('$rule', ({ rule, parsed }) => {
    expect(deviceCgroupRules([rule])).toEqual({ rules: [{ allow: true, ...parsed }], errors: [] });
  });

  test('members stand in the order of the specification', () => {
    expect(Object.keys(deviceCgroupRules(['c 1:3 r']).rules[0] ?? {})).toEqual([
      'allow',
      'type',
      'major',
      'minor',
      'access',
    ]);
  });

  test('none', () => {
    expect(deviceCgroupRules([])).toEqual({ rules: [], errors: [] });
  });
});

describe('device cgroup rules: refusals', () => {
  const prefix = 'linux runtime spec devices: invalid';

  test.each([
    {
      rule: 'c 9223372036854775808:0 r',
      message: `${prefix} major value in device cgroup rule format: 'c 9223372036854775808:0 r'`,
    },
    {
      rule: 'c 0:99999999999999999999 r',
      message: `${prefix} minor value in device cgroup rule format: 'c 0:99999999999999999999 r'`,
    },
    {
      rule: 'c 9223372036854775808:9223372036854775808 r',
      message: `${prefix} major value in device cgroup rule format: 'c 9223372036854775808:9223372036854775808 r'`,
    },
    // The rest crashes the daemon (index out of range), before it returns the text that it meant to.
    ...[
      '',
      'bad',
      'd 1:3 r',
      'C 1:3 r',
      'c 1:3',
      'c 1:3 ',
      'c 1:3 x',
      'c 1:3 RWM',
      'c 1:3 rwmr',
      'c  1:3 r',
      'c 1 :3 r',
      'c -1:3 r',
      'c 1:3 r\n',
      ' c 1:3 r',
      'c 1:3 r c 1:3 r',
      'c 1.0:3 r',
      'c **:3 r',
      'c \u0661:3 r',
    ].map((rule) => ({ rule, message: `${prefix} device cgroup rule format: '${rule}'` })),
  ])('$message', ({ rule, message }) => {
    expect(deviceCgroupRules([rule]).errors).toEqual([
      {
        seq: expect.any(Number),
        when: { platform: 'linux' },
        code: 'invalid-parameter',
        field: 'container.HostConfig.DeviceCgroupRules[0]',
        message,
        publicMessage: message.replace(`'${rule}'`, "'[redacted]'"),
      },
    ]);
  });

  test('each is named, in their order', () => {
    const { rules, errors } = deviceCgroupRules(['x', 'c 1:3 r', 'c 9223372036854775808:0 r']);
    expect(rules).toEqual([{ allow: true, type: 'c', major: 1, minor: 3, access: 'r' }]);
    expect(errors.map(({ field }) => field)).toEqual([
      'container.HostConfig.DeviceCgroupRules[0]',
      'container.HostConfig.DeviceCgroupRules[2]',
    ]);
  });
});
