import { describe, expect, test } from 'vitest';
import { InvalidRequest, validate } from './invalid-request.ts';
import { bundleSchema, requestSchema } from './request.ts';

const container = { Id: 'c1', Path: 'cmd', Image: 'sha256:1', Config: {}, HostConfig: {} };
const request = { node: 'win-01', container };
const node = {
  name: 'win-01',
  osBuild: 17763,
  cpus: 4,
  dockerRoot: 'C:\\ProgramData\\docker',
  defaultIsolation: 'process',
  lcowSupported: false,
};

const withContainer = (change: object) => ({ ...request, container: { ...container, ...change } });
const withHostConfig = (HostConfig: object) => withContainer({ HostConfig });

/** The messages of a refusal; none where the value is accepted. */
function faults(schema: typeof requestSchema | typeof bundleSchema, value: unknown): string[] {
  try {
    validate<unknown>(schema, value, schema === requestSchema ? 'request' : 'bundle');
    return [];
  } catch (error) {
    if (error instanceof InvalidRequest) return error.errors.map(({ message }) => message);
    throw error;
  }
}

describe('a request is accepted', () => {
  test.each([
    { why: 'with nothing but what it needs', value: request },
    {
      why: 'with all of its own fields',
      value: { ...request, id: 'A-z_0.9', profile: 'moby-19.03', minInventoryRevision: 0, deadlineMs: 1 },
    },
    {
      why: 'with fields of Docker\u2019s that no rule reads',
      value: withContainer({ Created: 'x', HostConfig: { Binds: null } }),
    },
    {
      why: 'with null where Docker writes null',
      value: withContainer({
        Args: null,
        MountPoints: null,
        NetworkSettings: null,
        HostConfig: { SecurityOpt: null, Memory: null },
      }),
    },
    {
      why: 'with a file of no permissions and a volume without a name',
      value: withContainer({
        MountPoints: { 'c:\\v': { Name: '' } },
        SecretReferences: [{ SecretID: 's', File: { Name: 'x', Mode: 0 } }],
        ConfigReferences: [{ ConfigID: 'k', File: null }],
      }),
    },
    {
      why: 'with the shortest of everything',
      value: {
        id: 'x',
        node: 'n',
        minInventoryRevision: 0,
        deadlineMs: 1,
        container: { ...container, Id: 'c', HostConfig: { ConsoleSize: [0, 0], IOMaximumIOps: 0 } },
      },
    },
    { why: 'with the longest id', value: { ...request, id: 'x'.repeat(128) } },
    { why: 'with a node name that no subject could hold as it is', value: { ...request, node: 'a.b *>\n../' } },
    {
      why: 'with the extremes of 64 bits',
      value: withHostConfig({ Memory: -(2n ** 63n), CpuCount: 2n ** 63n - 1n, IOMaximumIOps: 2n ** 64n - 1n }),
    },
  ])('$why', ({ value }) => {
    expect(faults(requestSchema, value)).toEqual([]);
  });
});

const range = 'must be an integer from -9223372036854775808 to 9223372036854775807';
const unsigned = 'must be an integer from 0 to 18446744073709551615';
const component = 'must not hold "/", "\\", ":", ".." or NUL';

describe('a request is refused', () => {
  test.each([
    { value: { container }, message: 'request.node is missing: must be a text' },
    { value: { ...request, node: '' }, message: 'request.node is "": must not be empty' },
    {
      value: { ...request, node: 'n'.repeat(254) },
      message: /^request\.node is "n+\.\.\.: must have at most 253 characters$/,
    },
    { value: { ...request, id: '' }, message: 'request.id is "": must be 1 to 128 characters of A-Z a-z 0-9 . _ -' },
    {
      value: { ...request, id: 'a\n' },
      message: 'request.id is "a\\n": must be 1 to 128 characters of A-Z a-z 0-9 . _ -',
    },
    { value: { ...request, id: 'a/b' }, message: /must be 1 to 128 characters/ },
    { value: { ...request, profile: 'moby-29' }, message: 'request.profile is "moby-29": must be one of: moby-19.03' },
    { value: { ...request, minInventoryRevision: -1 }, message: /^request\.minInventoryRevision is -1: / },
    { value: { ...request, deadlineMs: 0 }, message: /^request\.deadlineMs is 0: / },
    { value: { ...request, deadlineMs: 600_001 }, message: 'request.deadlineMs is 600001: must be at most 600000' },
    {
      value: { ...request, Container: {} },
      message: 'request.Container is an object: is not a field here; remove it or correct its name',
    },
    { value: withContainer({ Id: '' }), message: 'request.container.Id is "": must not be empty' },
    { value: withContainer({ Id: 'a\\b' }), message: `request.container.Id is "a\\\\b": ${component}` },
    { value: withContainer({ Id: 'a/b' }), message: `request.container.Id is "a/b": ${component}` },
    { value: withContainer({ Id: 'c:x' }), message: `request.container.Id is "c:x": ${component}` },
    { value: withContainer({ Id: '..' }), message: `request.container.Id is "..": ${component}` },
    { value: withContainer({ Id: 'a\0' }), message: `request.container.Id is "a\\u0000": ${component}` },
    { value: withContainer({ Id: 'x'.repeat(129) }), message: /must have at most 128 characters$/ },
    {
      value: withContainer({ MountPoints: { 'c:\\v': { Name: '..\\x' } } }),
      message: `request.container.MountPoints["c:\\\\v"].Name is "..\\\\x": ${component}`,
    },
    {
      value: withContainer({ SecretReferences: [{ SecretID: 'a/b' }] }),
      message: `request.container.SecretReferences[0].SecretID is "a/b": ${component}`,
    },
    {
      value: withContainer({ ConfigReferences: [{ ConfigID: '..' }] }),
      message: `request.container.ConfigReferences[0].ConfigID is "..": ${component}`,
    },
    {
      value: withContainer({ Path: undefined }),
      message: 'request.container.Path is missing: must be a text',
    },
    {
      value: withHostConfig({ Memory: 2n ** 63n }),
      message: `request.container.HostConfig.Memory is 9223372036854775808: ${range}`,
    },
    { value: withHostConfig({ NanoCpus: 1.5 }), message: `request.container.HostConfig.NanoCpus is 1.5: ${range}` },
    {
      value: withHostConfig({ NanoCpus: Number.POSITIVE_INFINITY }),
      message: `request.container.HostConfig.NanoCpus is a number too large to be read: ${range}`,
    },
    { value: withHostConfig({ CpuShares: '5' }), message: `request.container.HostConfig.CpuShares is "5": ${range}` },
    {
      value: withHostConfig({ IOMaximumIOps: -1 }),
      message: `request.container.HostConfig.IOMaximumIOps is -1: ${unsigned}`,
    },
    {
      value: withHostConfig({ IOMaximumBandwidth: 2n ** 64n }),
      message: `request.container.HostConfig.IOMaximumBandwidth is 18446744073709551616: ${unsigned}`,
    },
    {
      value: withHostConfig({ ConsoleSize: [1] }),
      message: 'request.container.HostConfig.ConsoleSize is a list: must be two numbers, height and width',
    },
    {
      value: withHostConfig({ NanoCPUs: 5 }),
      message: 'request.container.HostConfig.NanoCPUs is 5: is spelled NanoCpus here',
    },
    {
      value: withHostConfig({ DNSSearch: [] }),
      message: 'request.container.HostConfig.DNSSearch is a list: is spelled DnsSearch here',
    },
    { value: withContainer({ ID: 'c1' }), message: 'request.container.ID is "c1": is spelled Id here' },
    {
      value: withContainer({ MountPoints: { d: { Name: 5 } } }),
      message: 'request.container.MountPoints.d.Name is 5: must be a text',
    },
    { value: { ...request, deadlineMs: 0 }, message: 'request.deadlineMs is 0: must be at least 1' },
    { value: { ...request, deadlineMs: 'x' }, message: 'request.deadlineMs is "x": must be a number' },
    { value: { ...request, deadlineMs: 1.5 }, message: 'request.deadlineMs is 1.5: must be an integer' },
    { value: withContainer({ Config: { Tty: 'yes' } }), message: /Config\.Tty is "yes": must be true or false$/ },
    {
      value: withHostConfig({ SecurityOpt: ['x', 1] }),
      message: /^request\.container\.HostConfig\.SecurityOpt\[1\] is 1: /,
    },
  ])('$message', ({ value, message }) => {
    expect(faults(requestSchema, value)).toEqual([
      typeof message === 'string' ? message : expect.stringMatching(message),
    ]);
  });
});

describe('a bundle', () => {
  const bundle = { request: { container }, inventory: { node } };

  test.each([
    { why: 'may leave the node to its inventory', value: bundle },
    {
      why: 'may be of the smallest node',
      value: { ...bundle, inventory: { node: { ...node, osBuild: 0, cpus: 1, dockerRoot: 'D', dnsSearch: null } } },
    },
    { why: 'may have a name and an expectation', value: { ...bundle, name: 'x', expect: { anything: 1 } } },
    { why: 'may know nothing of a network', value: { ...bundle, inventory: { node, endpoints: { nat: null } } } },
    {
      why: 'may have a container without a folder',
      value: { ...bundle, inventory: { node, containers: { c1: { rwLayer: null } } } },
    },
    { why: 'may have no registry key', value: { ...bundle, inventory: { node, credentialSpecs: { registry: null } } } },
  ])('$why', ({ value }) => {
    expect(faults(bundleSchema, value)).toEqual([]);
  });

  test.each([
    {
      value: { inventory: { node } },
      message: 'bundle.request is missing: must be an object',
    },
    {
      value: { request: { container } },
      message: 'bundle.inventory is missing: must be an object',
    },
    {
      value: { ...bundle, spec: {} },
      message: 'bundle.spec is an object: is not a field here; remove it or correct its name',
    },
    {
      value: { ...bundle, inventory: { node: { ...node, cpus: 0 } } },
      message: /^bundle\.inventory\.node\.cpus is 0: /,
    },
    {
      value: { ...bundle, inventory: { node: { ...node, dockerRoot: '' } } },
      message: 'bundle.inventory.node.dockerRoot is "": must not be empty',
    },
    {
      value: { ...bundle, inventory: { node: { ...node, extra: 1 } } },
      message: 'bundle.inventory.node.extra is 1: is not a field here; remove it or correct its name',
    },
    {
      value: { ...bundle, inventory: { node, layers: { x: 1 } } },
      message: 'bundle.inventory.layers.x is 1: must be a text',
    },
  ])('is refused: $message', ({ value, message }) => {
    expect(faults(bundleSchema, value)).toEqual([
      typeof message === 'string' ? message : expect.stringMatching(message),
    ]);
  });
});
