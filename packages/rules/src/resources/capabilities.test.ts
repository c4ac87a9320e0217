import { describe, expect, test } from 'vitest';
import { linuxCapabilities } from './capabilities.ts';

const nothing = { privileged: false, capAdd: [], capDrop: [], capabilities: null };
type Asked = Partial<Parameters<typeof linuxCapabilities>[0]>;
const asked = (change: Asked) => linuxCapabilities({ ...nothing, ...change });

const prefixed = (names: string): string[] => names.split(' ').map((name) => `CAP_${name}`);

/** moby 19.03, oci/defaults.go. */
const defaults = prefixed(
  'CHOWN DAC_OVERRIDE FSETID FOWNER MKNOD NET_RAW SETGID SETUID SETFCAP SETPCAP NET_BIND_SERVICE SYS_CHROOT KILL AUDIT_WRITE',
);

/** linux/capability.h, 0 to 36: what the capability library knows on Windows. */
const all = prefixed(
  'CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE NET_BIND_SERVICE NET_BROADCAST ' +
    'NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT SYS_PTRACE SYS_PACCT SYS_ADMIN SYS_BOOT SYS_NICE ' +
    'SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE MAC_ADMIN SYSLOG WAKE_ALARM ' +
    'BLOCK_SUSPEND',
);

const without = (names: string[], ...dropped: string[]): string[] => names.filter((name) => !dropped.includes(name));

describe('capabilities', () => {
  test.each<{ why: string; change: Asked; expected: string[] }>([
    { why: 'the defaults', change: {}, expected: defaults },
    { why: 'privileged: all', change: { privileged: true }, expected: all },
    {
      why: 'privileged: nothing else is looked at',
      change: { privileged: true, capabilities: ['x'], capAdd: ['y'], capDrop: ['CHOWN'] },
      expected: all,
    },
    {
      why: 'exact ones, as they are',
      change: { capabilities: ['CAP_SYS_ADMIN', 'CAP_CHOWN', 'CAP_CHOWN'] },
      expected: ['CAP_SYS_ADMIN', 'CAP_CHOWN', 'CAP_CHOWN'],
    },
    { why: 'exactly none', change: { capabilities: [] }, expected: [] },
    {
      why: 'exact ones win over changes',
      change: { capabilities: ['CAP_KILL'], capAdd: ['bad'], capDrop: ['bad'] },
      expected: ['CAP_KILL'],
    },
    { why: 'one more', change: { capAdd: ['NET_ADMIN'] }, expected: [...defaults, 'CAP_NET_ADMIN'] },
    { why: 'with its prefix', change: { capAdd: ['CAP_NET_ADMIN'] }, expected: [...defaults, 'CAP_NET_ADMIN'] },
    {
      why: 'in any case',
      change: { capAdd: ['cap_net_admin', 'Sys_Time'] },
      expected: [...defaults, 'CAP_NET_ADMIN', 'CAP_SYS_TIME'],
    },
    { why: 'Go raises U+017F to S', change: { capAdd: ['\u017fys_time'] }, expected: [...defaults, 'CAP_SYS_TIME'] },
    {
      why: 'one that is there already is there twice',
      change: { capAdd: ['CHOWN', 'CHOWN'] },
      expected: [...defaults, 'CAP_CHOWN', 'CAP_CHOWN'],
    },
    { why: 'one less', change: { capDrop: ['chown'] }, expected: without(defaults, 'CAP_CHOWN') },
    { why: 'one less that was not there', change: { capDrop: ['SYS_ADMIN'] }, expected: defaults },
    {
      why: 'dropped and added: kept, at the end',
      change: { capDrop: ['CHOWN'], capAdd: ['CHOWN'] },
      expected: [...without(defaults, 'CAP_CHOWN'), 'CAP_CHOWN'],
    },
    { why: 'all', change: { capAdd: ['all'] }, expected: all },
    {
      why: 'all but some',
      change: { capAdd: ['ALL'], capDrop: ['CHOWN', 'kill'] },
      expected: without(all, 'CAP_CHOWN', 'CAP_KILL'),
    },
    { why: 'all but all is all', change: { capAdd: ['ALL'], capDrop: ['ALL'] }, expected: all },
    { why: 'none', change: { capDrop: ['All'] }, expected: [] },
    {
      why: 'none but some, as they are',
      change: { capDrop: ['ALL'], capAdd: ['KILL', 'KILL'] },
      expected: ['CAP_KILL', 'CAP_KILL'],
    },
    {
      why: 'none but some, others dropped too',
      change: { capDrop: ['ALL', 'KILL'], capAdd: ['KILL'] },
      expected: ['CAP_KILL'],
    },
    {
      why: 'the last known one',
      change: { capDrop: ['ALL'], capAdd: ['BLOCK_SUSPEND'] },
      expected: ['CAP_BLOCK_SUSPEND'],
    },
  ])('$why', ({ change, expected }) => {
    expect(asked(change)).toEqual({ capabilities: expected, errors: [] });
  });
});

describe('capabilities: unknown ones', () => {
  test.each<{ change: Asked; field: string; name: string }>([
    { change: { capabilities: ['NET_ADMIN'] }, field: 'Capabilities[0]', name: '"NET_ADMIN"' },
    { change: { capabilities: ['CAP_KILL', 'cap_kill'] }, field: 'Capabilities[1]', name: '"cap_kill"' },
    { change: { capabilities: ['ALL'] }, field: 'Capabilities[0]', name: '"ALL"' },
    { change: { capabilities: [''] }, field: 'Capabilities[0]', name: '""' },
    { change: { capAdd: ['bogus'] }, field: 'CapAdd[0]', name: '"CAP_BOGUS"' },
    { change: { capAdd: ['CAP_ALL'] }, field: 'CapAdd[0]', name: '"CAP_ALL"' },
    { change: { capAdd: [''] }, field: 'CapAdd[0]', name: '"CAP_"' },
    { change: { capAdd: [' KILL'] }, field: 'CapAdd[0]', name: '"CAP_ KILL"' },
    { change: { capAdd: ['a"b'] }, field: 'CapAdd[0]', name: '"CAP_A\\"B"' },
    { change: { capAdd: ['stra\u00dfe'] }, field: 'CapAdd[0]', name: '"CAP_STRA\u00dfE"' },
    // Go raises them by Unicode's simple mapping: one letter stays one.
    { change: { capAdd: ['\u1f80\u1fb3\u1fb2'] }, field: 'CapAdd[0]', name: '"CAP_\u1f88\u1fbc\u1fb2"' },
    { change: { capAdd: ['AUDIT_READ'] }, field: 'CapAdd[0]', name: '"CAP_AUDIT_READ"' },
    { change: { capAdd: ['ALL', 'bogus'] }, field: 'CapAdd[1]', name: '"CAP_BOGUS"' },
    { change: { capDrop: ['bogus'] }, field: 'CapDrop[0]', name: '"CAP_BOGUS"' },
    { change: { capDrop: ['ALL', 'CAP_ALL'] }, field: 'CapDrop[1]', name: '"CAP_ALL"' },
  ])('$field $name', ({ change, field, name }) => {
    expect(asked(change).errors).toEqual([
      {
        seq: expect.any(Number),
        when: { platform: 'linux' },
        code: 'invalid-parameter',
        field: `container.HostConfig.${field}`,
        message: `linux spec capabilities: unknown capability: ${name}`,
        publicMessage: 'linux spec capabilities: unknown capability: [redacted]',
      },
    ]);
  });

  test('dropped ones are checked first', () => {
    const fields = asked({ capAdd: ['x'], capDrop: ['y'] }).errors.map(({ field }) => field);
    expect(fields).toEqual(['container.HostConfig.CapDrop[0]', 'container.HostConfig.CapAdd[0]']);
  });
});
