import type { Endpoint, NetworkSlice } from '@specline/contracts';
import { describe, expect, test } from 'vitest';
import { resolveNetwork } from './network.ts';

const slice: NetworkSlice = {
  node: 'win-01',
  container: 'c1',
  networks: [],
  networkMode: 'nat',
  sharedContainer: '',
  sharedEndpoints: [],
  dnsSearch: [],
  nodeDnsSearch: [],
};

type Known = Readonly<Record<string, Endpoint | null>>;

/** Resolves a container that is in these networks, in this order. */
const resolve = (known: Known, change: Partial<NetworkSlice> = {}) =>
  resolveNetwork(
    { ...slice, networks: Object.keys(known), ...change },
    { revision: 1, endpoints: Object.values(known) },
  );

const endpoint = (hnsid: string, gateway?: string): Endpoint => ({
  driverInfo: gateway === undefined ? { hnsid } : { hnsid, GW_INFO: { hnsid: gateway } },
});

const nothing = { endpoints: [], allowUnqualifiedDnsQuery: false, dnsSearch: [], sharedContainer: '' };

describe('endpoints: the container\u2019s own, those of a shared network, the gateway last', () => {
  const shares = { networkMode: 'container:web', sharedContainer: 'web', sharedEndpoints: ['s1', 's2'] };
  test.each<{ why: string; known: Known; change?: Partial<NetworkSlice>; facts: object }>([
    { why: 'no network', known: {}, facts: {} },
    { why: 'one', known: { nat: endpoint('e1') }, facts: { endpoints: ['e1'] } },
    { why: 'two, in their order', known: { a: endpoint('e2'), b: endpoint('e1') }, facts: { endpoints: ['e2', 'e1'] } },
    { why: 'an empty id too', known: { nat: endpoint('') }, facts: { endpoints: [''] } },
    { why: 'the same id twice', known: { a: endpoint('e1'), b: endpoint('e1') }, facts: { endpoints: ['e1', 'e1'] } },
    {
      why: 'a gateway last',
      known: { a: endpoint('e1', 'g1'), b: endpoint('e2') },
      facts: { endpoints: ['e1', 'e2', 'g1'] },
    },
    {
      why: 'of two gateways the last one',
      known: { a: endpoint('e1', 'g1'), b: endpoint('e2', 'g2') },
      facts: { endpoints: ['e1', 'e2', 'g2'] },
    },
    {
      why: 'an empty gateway is none, and takes the earlier one\u2019s place',
      known: { a: endpoint('e1', 'g1'), b: endpoint('e2', '') },
      facts: { endpoints: ['e1', 'e2'] },
    },
    {
      why: 'a gateway without an endpoint',
      known: { a: { driverInfo: { GW_INFO: { hnsid: 'g1' } } } },
      facts: { endpoints: ['g1'] },
    },
    { why: 'a shared network', known: {}, change: shares, facts: { endpoints: ['s1', 's2'], sharedContainer: 'web' } },
    {
      why: 'a shared network between own endpoints and the gateway',
      known: { a: endpoint('e1', 'g1') },
      change: shares,
      facts: { endpoints: ['e1', 's1', 's2', 'g1'], sharedContainer: 'web' },
    },
    {
      why: 'the mode\u2019s name may be empty',
      known: {},
      change: { ...shares, networkMode: 'container:' },
      facts: { endpoints: ['s1', 's2'], sharedContainer: 'web' },
    },
    {
      why: 'the container\u2019s id may be empty',
      known: {},
      change: { ...shares, sharedContainer: '' },
      facts: { endpoints: ['s1', 's2'] },
    },
    { why: 'the mode needs its colon', known: {}, change: { ...shares, networkMode: 'container' }, facts: {} },
    { why: 'the mode is case-sensitive', known: {}, change: { ...shares, networkMode: 'Container:web' }, facts: {} },
    {
      why: 'other modes ignore what is shared',
      known: {},
      change: { ...shares, networkMode: 'xcontainer:web' },
      facts: {},
    },
    { why: 'no mode', known: {}, change: { ...shares, networkMode: '' }, facts: {} },
    {
      why: 'the flag of any network sets it',
      known: {
        a: endpoint('e1'),
        b: { driverInfo: { hnsid: 'e2', AllowUnqualifiedDNSQuery: 'true' } },
        c: endpoint('e3'),
      },
      facts: { endpoints: ['e1', 'e2', 'e3'], allowUnqualifiedDnsQuery: true },
    },
  ])('$why', ({ known, change, facts }) => {
    expect(resolve(known, change).facts).toEqual({ ...nothing, ...facts });
    expect(resolve(known, change).errors).toEqual([]);
  });
});

describe('networks without an endpoint are left out, with a warning', () => {
  const left = (network: string, message: string) => ({
    code: 'network-not-resolved',
    field: `container.NetworkSettings.Networks["${network}"]`,
    message,
    publicMessage: message,
  });

  test.each<{ why: string; known: Known; warnings: object[]; endpoints?: string[] }>([
    {
      why: 'no such network',
      known: { nat: null },
      warnings: [left('nat', 'network nat is left out: the node has no such network')],
    },
    {
      why: 'no endpoint in it',
      known: { nat: {} },
      warnings: [left('nat', 'network nat is left out: the container has no endpoint in it')],
    },
    {
      why: 'no readable info',
      known: { nat: { driverInfo: null } },
      warnings: [left('nat', 'network nat is left out: its endpoint has no readable driver info')],
    },
    {
      why: 'no id',
      known: { nat: { driverInfo: {} } },
      warnings: [left('nat', 'network nat is left out: its endpoint has no HNS id')],
    },
    {
      why: 'one of two',
      known: { a: null, b: endpoint('e1') },
      endpoints: ['e1'],
      warnings: [left('a', 'network a is left out: the node has no such network')],
    },
  ])('$why', ({ known, warnings, endpoints }) => {
    expect(resolve(known)).toEqual({ facts: { ...nothing, endpoints: endpoints ?? [] }, errors: [], warnings });
  });

  test('a known empty id is no reason to leave it out', () => {
    expect(resolve({ nat: endpoint('') }).warnings).toEqual([]);
  });

  test.each(['false', false])('a flag set by %j is set, with a warning', (value) => {
    const { facts, warnings } = resolve({ nat: { driverInfo: { hnsid: 'e1', AllowUnqualifiedDNSQuery: value } } });
    expect(facts?.allowUnqualifiedDnsQuery).toBe(true);
    expect(warnings).toEqual([
      {
        code: 'flag-set-by-false',
        field: 'container.NetworkSettings.Networks["nat"]',
        message: 'AllowUnqualifiedDNSQuery of network nat is false, and any value sets it',
        publicMessage: 'AllowUnqualifiedDNSQuery of network nat is false, and any value sets it',
      },
    ]);
  });
});

describe('driver info of a wrong type is an error, where the reference crashes', () => {
  test.each([
    { info: { hnsid: 7 }, message: 'driver info hnsid is 7: must be a text or null' },
    { info: { GW_INFO: 'g' }, message: 'driver info GW_INFO is "g": must be an object or null' },
    { info: { GW_INFO: { hnsid: [] } }, message: 'driver info GW_INFO.hnsid is []: must be a text or null' },
  ])('$message', ({ info, message }) => {
    const { errors, warnings } = resolve({ a: endpoint('e1'), nat: { driverInfo: info } });
    expect(errors).toEqual([
      {
        seq: expect.any(Number),
        code: 'invalid-parameter',
        field: 'container.NetworkSettings.Networks["nat"]',
        message,
        publicMessage: expect.any(String),
      },
    ]);
    expect(warnings).toEqual([]);
  });
});
