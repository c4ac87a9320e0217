import type { CreateRequest, NodeFacts } from '@specline/contracts';
import { catalog, kinds } from '@specline/contracts';
import { describe, expect, test } from 'vitest';
import { slicesOf } from './slices.ts';

const node: NodeFacts = {
  name: 'win-01',
  osBuild: 17763,
  cpus: 4,
  dockerRoot: 'C:\\docker',
  defaultIsolation: 'process',
  lcowSupported: true,
  dnsSearch: ['corp.local'],
};

const request: CreateRequest = {
  node: 'win-01',
  container: {
    Id: 'c1',
    Name: '/web',
    Path: 'cmd',
    Args: ['argument'],
    Image: 'sha256:i',
    HasBeenStartedBefore: true,
    Config: { Env: ['environment'], Hostname: 'web' },
    HostConfig: {
      NetworkMode: 'container:peer',
      SecurityOpt: ['option'],
      Devices: [{ PathOnHost: 'class/a' }],
      DnsSearch: ['own'],
      CapAdd: ['A'],
      CapDrop: ['D'],
      Capabilities: ['C'],
      DeviceCgroupRules: ['rule'],
      Privileged: true,
      CpuShares: 1,
      CpuPercent: 2,
      CpuCount: 3,
      NanoCpus: 4n,
      Memory: 5,
      IOMaximumBandwidth: 6,
      IOMaximumIOps: 7,
    },
    NetworkSettings: { Networks: { nat: {}, Zeta: {}, '\u{1f600}': {}, '\uffff': {}, 10: {}, 9: {} } },
    NetworkSharedContainerID: 'peer',
    SharedEndpointList: ['e1'],
    MountPoints: {
      'c:\\b': { Source: 'B', Destination: 'c:\\other' },
      'C:\\z': { Source: 'Z' },
      'c:\\a': { Source: 'A', Destination: null },
    },
    SecretReferences: [{ SecretID: 's1' }],
    ConfigReferences: [{ ConfigID: 'k1' }],
    SwarmManaged: true,
  },
};

const whom = { node: 'win-01', container: 'c1' };

describe('slices: what each kind of worker is given, and no more', () => {
  const slices = slicesOf(request, node, 'hyperv');

  test('image', () => {
    expect(slices.image).toEqual({ ...whom, image: 'sha256:i', isolation: 'hyperv', lcowSupported: true });
  });

  test('mounts, in the byte order of the keys under which they stand', () => {
    expect(slices.mounts).toEqual({
      ...whom,
      dockerRoot: 'C:\\docker',
      isolation: 'hyperv',
      lcowSupported: true,
      hasBeenStartedBefore: true,
      swarmManaged: true,
      mountPoints: [
        { Source: 'Z', Destination: 'C:\\z' },
        { Source: 'A', Destination: 'c:\\a' },
        { Source: 'B', Destination: 'c:\\other' },
      ],
      secretReferences: [{ SecretID: 's1' }],
      configReferences: [{ ConfigID: 'k1' }],
    });
  });

  test('network, in byte order', () => {
    expect(slices.network).toEqual({
      ...whom,
      networks: ['10', '9', 'Zeta', 'nat', '\uffff', '\u{1f600}'],
      networkMode: 'container:peer',
      sharedContainer: 'peer',
      sharedEndpoints: ['e1'],
      dnsSearch: ['own'],
      nodeDnsSearch: ['corp.local'],
    });
  });

  test('credentials', () => {
    expect(slices.credentials).toEqual({
      ...whom,
      dockerRoot: 'C:\\docker',
      swarmManaged: true,
      securityOptions: ['option'],
    });
  });

  test('resources', () => {
    expect(slices.resources).toEqual({
      ...whom,
      isolation: 'hyperv',
      osBuild: 17763,
      cpus: 4,
      limits: {
        CpuShares: 1,
        CpuPercent: 2,
        CpuCount: 3,
        NanoCpus: 4n,
        Memory: 5,
        IOMaximumBandwidth: 6,
        IOMaximumIOps: 7,
      },
      devices: ['class/a'],
      privileged: true,
      capAdd: ['A'],
      capDrop: ['D'],
      capabilities: ['C'],
      deviceCgroupRules: ['rule'],
    });
  });

  test.each(kinds)('%s: as its schema says, without arguments and environment', (kind) => {
    expect(catalog[kind].slice.parse(slices[kind])).toEqual(slices[kind]);
    const values = JSON.stringify(Object.values(slices[kind]), (_, value) => (typeof value === 'bigint' ? 0 : value));
    for (const text of ['argument', 'environment', '/web']) expect(values).not.toContain(text);
  });
});

test('slices: what is absent or null is empty', () => {
  const bare: CreateRequest = {
    node: 'win-01',
    container: { Id: 'c1', Path: 'x', Image: 'i', Config: {}, HostConfig: { SecurityOpt: null, Capabilities: null } },
  };
  const { dnsSearch, ...unnamed } = node;
  expect(dnsSearch).toBeDefined();
  const slices = slicesOf(bare, unnamed, 'process');
  expect(slices.mounts).toMatchObject({
    hasBeenStartedBefore: false,
    swarmManaged: false,
    mountPoints: [],
    secretReferences: [],
  });
  expect(slices.network).toMatchObject({
    networks: [],
    networkMode: '',
    sharedEndpoints: [],
    dnsSearch: [],
    nodeDnsSearch: [],
  });
  expect(slices.credentials).toMatchObject({ swarmManaged: false, securityOptions: [] });
  expect(slices.resources).toMatchObject({ devices: [], privileged: false, capabilities: null, limits: { Memory: 0 } });
});
