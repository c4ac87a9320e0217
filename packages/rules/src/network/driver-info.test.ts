import { describe, expect, test } from 'vitest';
import { driverInfo } from './driver-info.ts';

const nothing = {
  endpoint: undefined,
  gateway: undefined,
  allowUnqualifiedDnsQuery: false,
  setByFalse: false,
  faults: [],
};

describe('driver info: endpoint and gateway', () => {
  test.each([
    { why: 'empty', info: {}, found: {} },
    { why: 'the endpoint', info: { hnsid: 'e1' }, found: { endpoint: 'e1' } },
    { why: 'an empty id is one', info: { hnsid: '' }, found: { endpoint: '' } },
    { why: 'null is none', info: { hnsid: null }, found: {} },
    { why: 'the gateway', info: { GW_INFO: { hnsid: 'g1' } }, found: { gateway: 'g1' } },
    { why: 'an empty gateway id is one', info: { GW_INFO: { hnsid: '' } }, found: { gateway: '' } },
    { why: 'a gateway of null', info: { GW_INFO: null }, found: {} },
    { why: 'a gateway without an id', info: { GW_INFO: { x: 1 } }, found: {} },
    { why: 'a gateway whose id is null', info: { GW_INFO: { hnsid: null } }, found: {} },
    {
      why: 'both, and keys of no interest',
      info: { hnsid: 'e1', GW_INFO: { hnsid: 'g1' }, x: 7 },
      found: { endpoint: 'e1', gateway: 'g1' },
    },
    { why: 'keys are case-sensitive', info: { HNSID: 'e1', gw_info: {} }, found: {} },
  ])('$why', ({ info, found }) => {
    expect(driverInfo(info)).toEqual({ ...nothing, ...found });
  });

  test('what every object inherits is no key', () => {
    expect(driverInfo(Object.create({ hnsid: 'e1', AllowUnqualifiedDNSQuery: 'true' }))).toEqual(nothing);
  });
});

describe('driver info: the flag for unqualified DNS is set by any value', () => {
  test.each([
    { value: 'true', set: true, byFalse: false },
    { value: true, set: true, byFalse: false },
    { value: '', set: true, byFalse: false },
    { value: 0, set: true, byFalse: false },
    { value: {}, set: true, byFalse: false },
    { value: 'false', set: true, byFalse: true },
    { value: 'False', set: true, byFalse: true },
    { value: false, set: true, byFalse: true },
    { value: null, set: false, byFalse: false },
  ])('$value', ({ value, set, byFalse }) => {
    const info = driverInfo({ AllowUnqualifiedDNSQuery: value });
    expect(info).toEqual({ ...nothing, allowUnqualifiedDnsQuery: set, setByFalse: byFalse });
  });
});

// moby 19.03, daemon/oci_windows.go asserts the types, so that a wrong one crashes the daemon.
describe('driver info: values of a wrong type', () => {
  test.each([
    { info: { hnsid: 7 }, message: 'driver info hnsid is 7: must be a text or null' },
    { info: { hnsid: false }, message: 'driver info hnsid is false: must be a text or null' },
    { info: { hnsid: { a: [1] } }, message: 'driver info hnsid is {"a":[1]}: must be a text or null' },
    { info: { GW_INFO: 'g1' }, message: 'driver info GW_INFO is "g1": must be an object or null' },
    { info: { GW_INFO: [] }, message: 'driver info GW_INFO is []: must be an object or null' },
    {
      info: { GW_INFO: { hnsid: 18446744073709551615n } },
      message: 'driver info GW_INFO.hnsid is 18446744073709551615: must be a text or null',
    },
    {
      info: { hnsid: ['x'.repeat(1000)] },
      message: `driver info hnsid is ["${'x'.repeat(78)}: must be a text or null`,
    },
  ])('$message', ({ info, message }) => {
    expect(driverInfo(info).faults).toEqual([
      { message, publicMessage: expect.stringContaining('is [redacted]: must be') },
    ]);
  });

  test('a cut through a surrogate pair leaves no half of it', () => {
    const [fault] = driverInfo({ hnsid: [`${'x'.repeat(77)}\u{1f600}`] }).faults;
    expect(fault?.message).toBe(`driver info hnsid is ["${'x'.repeat(77)}\ufffd: must be a text or null`);
  });

  test('both are named, the gateway first', () => {
    const messages = driverInfo({ hnsid: 1, GW_INFO: 2 }).faults.map(({ message }) => message);
    expect(messages).toEqual([
      'driver info GW_INFO is 2: must be an object or null',
      'driver info hnsid is 1: must be a text or null',
    ]);
  });
});
