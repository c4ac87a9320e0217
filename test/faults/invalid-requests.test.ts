import { encode } from '@specline/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleInventory, sampleRequest } from './sample.ts';
import { adapters, type Bus, type System, startBus, startSystem } from './system.ts';

const maximumBytes = 8 * 1024 * 1024;
const without = (...names: string[]) =>
  Object.fromEntries(Object.entries(sampleRequest()).filter(([name]) => !names.includes(name)));
const host = (HostConfig: unknown) => sampleRequest({}, { HostConfig });

/** Request, faulty field, and what the message says of value and remedy. */
const invalid: [string, unknown, string | undefined, string][] = [
  ['nothing', '', undefined, 'request is not JSON: Unexpected end of JSON input; send one JSON document'],
  ['no JSON', '{"id":', undefined, 'request is not JSON: Unexpected end of JSON input; send one JSON document'],
  ['two documents', '{} {}', undefined, 'request is not JSON: '],
  ['a number', '7', 'request', 'request is 7: must be an object'],
  ['null', 'null', 'request', 'request is null: must be an object'],
  ['a list', '[]', 'request', 'request is a list: must be an object'],
  ['no container', without('container'), 'request.container', 'request.container is missing: '],
  ['no node', without('node'), 'request.node', 'request.node is missing: '],
  ['an empty node', sampleRequest({ node: '' }), 'request.node', 'request.node is "": must not be empty'],
  ['a long node', sampleRequest({ node: 'n'.repeat(254) }), 'request.node', 'must have at most 253 characters'],
  ['a whole bundle', { request: sampleRequest() }, 'request.node', 'request.node is missing: '],
  ['an unknown field', sampleRequest({ nmae: 1 }), 'request.nmae', 'request.nmae is 1: is not a field here; remove it'],
  [
    'an id with a blank',
    sampleRequest({ id: 'a b' }),
    'request.id',
    'request.id is "a b": must be 1 to 128 characters',
  ],
  ['an id that is a number', sampleRequest({ id: 5 }), 'request.id', 'request.id is 5: '],
  [
    'a profile that is not built yet',
    sampleRequest({ profile: 'moby-29' }),
    'request.profile',
    'request.profile is "moby-29": must be one of: moby-19.03',
  ],
  ['no deadline', sampleRequest({ deadlineMs: 0 }), 'request.deadlineMs', 'request.deadlineMs is 0: '],
  ['a long deadline', sampleRequest({ deadlineMs: 600_001 }), 'request.deadlineMs', 'request.deadlineMs is 600001: '],
  ['a revision below 0', sampleRequest({ minInventoryRevision: -1 }), 'request.minInventoryRevision', ' is -1: '],
  [
    'a text for a number',
    host({ CpuShares: '1' }),
    'request.container.HostConfig.CpuShares',
    ' is "1": must be an integer',
  ],
  ['a fraction', host({ Memory: 0.5 }), 'request.container.HostConfig.Memory', ' is 0.5: must be an integer'],
  [
    'a number beyond 64 bits',
    host({ Memory: 2n ** 64n }),
    'request.container.HostConfig.Memory',
    ' is 18446744073709551616: ',
  ],
  ['a text for a list', host({ SecurityOpt: 'x' }), 'request.container.HostConfig.SecurityOpt', ' is "x": '],
  ['a number in a list', sampleRequest({}, { Args: ['a', 1] }), 'request.container.Args[1]', ' is 1: '],
  [
    'an object for a list',
    sampleRequest({}, { Config: { Env: { A: '1' } } }),
    'request.container.Config.Env',
    ' is an object: ',
  ],
  ['a list for an object', sampleRequest({}, { HostConfig: [] }), 'request.container.HostConfig', ' is a list: '],
  [
    'an id that leaves its folder',
    sampleRequest({}, { Id: '../x' }),
    'request.container.Id',
    ' is "../x": must not hold ',
  ],
  ['an empty id', sampleRequest({}, { Id: '' }), 'request.container.Id', ' is "": must not be empty'],
  [
    'a volume name that leaves its folder',
    sampleRequest({}, { MountPoints: { 'C:\\a': { Name: 'a\\b' } } }),
    'request.container.MountPoints["C:\\\\a"].Name',
    ' is "a\\\\b": must not hold ',
  ],
  [
    'a secret id that leaves its folder',
    sampleRequest({}, { SecretReferences: [{ SecretID: 'C:' }] }),
    'request.container.SecretReferences[0].SecretID',
    ' is "C:": must not hold ',
  ],
  ['deep nesting', '{"container":'.repeat(100_000), undefined, 'request is '],
  [
    'deep nesting that ends',
    `${'['.repeat(65)}${']'.repeat(65)}`,
    undefined,
    'request is nested deeper than 64 levels',
  ],
  [
    'a __proto__ key',
    '{"__proto__":{"node":"win-01"}}',
    undefined,
    'request has a key "__proto__", which is not accepted; rename it',
  ],
  ['a hidden __proto__ key', '{"\\u005f_proto__":1}', undefined, 'request has a key "__proto__"'],
];

describe.each(adapters)('a create request, %s', (adapter) => {
  let bus: Bus;
  let system: System;
  beforeAll(async () => {
    bus = await startBus(adapter, maximumBytes);
    system = await startSystem(bus);
    await system.inventory.push(sampleInventory());
  });
  afterAll(async () => {
    await system[Symbol.asyncDispose]();
    await bus.stop();
  });

  it.each(invalid)('that is wrong by %s: names field, value and remedy', async (_, request, field, text) => {
    const outcome = await system.create(request);
    expect(outcome).toMatchObject({ status: 'failed' });
    const error = outcome.status === 'failed' ? outcome.errors.find((entry) => entry.field === field) : undefined;
    expect(error).toMatchObject({ code: 'invalid-request', kind: 'request' });
    expect(error?.message).toContain(text);
    expect(error).not.toHaveProperty('publicMessage');
    expect(system.lines.at(-1)).toMatchObject({ event: 'outcome', level: 'info', outcome: 'failed' });
  });

  it('that is wrong is answered under the id and node that it has', async () => {
    const broken = sampleRequest({}, { Path: 5 });
    expect(await system.create(broken)).toMatchObject({ id: 'request-1', node: 'win-01' });
    expect(system.lines.at(-1)).toMatchObject({ request: 'request-1', node: 'win-01' });
    expect(await system.create(sampleRequest({ id: 'a b', node: 7 }))).toMatchObject({ id: '-', node: '-' });
  });

  it('without an id is answered under one of its content, however that is written', async () => {
    const request = without('id');
    const outcome = await system.create(request);
    expect(outcome.id).toMatch(/^sha256-[0-9a-f]{64}$/);
    expect((await system.create(JSON.stringify(request, undefined, 2))).id).toBe(outcome.id);
    expect((await system.create({ ...request, deadlineMs: 1_000 })).id).toBe(outcome.id);
    expect((await system.create({ ...request, node: 'other' })).id).not.toBe(outcome.id);
  });

  it.each<[string, object, object, string]>([
    ['node', { node: 'win-99' }, {}, 'no inventory of node win-99 is known: push it'],
    ['container', {}, { Id: 'c2' }, 'No such container: c2; push the inventory of node win-01 with it'],
    ['image', {}, { Image: 'sha256:none' }, 'No such image: sha256:none'],
    ['node of a wild name', { node: 'a.*.> b\n../c' }, {}, 'no inventory of node a.*.> b\n../c is known'],
  ])('for an unknown %s: not found', async (_, over, container, text) => {
    const outcome = await system.create(sampleRequest(over, container));
    expect(outcome).toMatchObject({ errors: [{ code: 'not-found', message: expect.stringContaining(text) }] });
  });

  it('for an image of which the node lacks a layer: not found', async () => {
    const node = { ...sampleInventory().node, name: 'win-02' };
    await system.inventory.push(sampleInventory({ node, layers: {} }));
    expect(await system.create(sampleRequest({ node: 'win-02' }))).toMatchObject({
      errors: [{ code: 'not-found', message: expect.stringMatching(/for ImageID sha256:2+: layer does not exist$/) }],
    });
  });

  it.each(['.', '*', '>', 'a b', 'ä\n', 'a.b.c', '>.*', 'x'.repeat(128)])('of a container called %j', async (id) => {
    const { containers } = sampleInventory();
    const node = { ...sampleInventory().node, name: id };
    await system.inventory.push(sampleInventory({ node, containers: { [id]: containers?.c1 } }));
    expect(await system.create(sampleRequest({ node: id }, { Id: id }))).toMatchObject({
      status: 'composed',
      node: id,
    });
  });

  it('with the longest names, of the most bytes', async () => {
    const [node, id] = ['\u20ac'.repeat(253), '.'.repeat(128)];
    const Id = '\u20ac'.repeat(128);
    const { containers } = sampleInventory();
    await system.inventory.push(
      sampleInventory({ node: { ...sampleInventory().node, name: node }, containers: { [Id]: containers?.c1 } }),
    );
    expect(await system.create(sampleRequest({ node, id }, { Id }))).toMatchObject({ status: 'composed', node, id });
    const events = await system.events.when((all) =>
      all.some(({ text }) => text.includes('"type":"composed"') && text.includes(id)),
    );
    expect(JSON.parse(events.at(-1)?.text ?? '')).toMatchObject({ type: 'composed', node, id, container: Id });
  });

  it('of five megabytes', async () => {
    const Env = ['A=1', `B=${'x'.repeat(5_000_000)}`];
    expect(await system.create(sampleRequest({}, { Config: { Env } }))).toMatchObject({
      spec: { process: { env: Env } },
    });
    const SecurityOpt = [`credentialspec=raw://${'x'.repeat(2_000_000)}`];
    expect(await system.create(host({ SecurityOpt }))).toMatchObject({ status: 'composed' });
  });

  it('of a hundred thousand arguments', async () => {
    const Args = Array.from({ length: 100_000 }, (_, index) => `a${index}`);
    expect(await system.create(sampleRequest({}, { Args }))).toMatchObject({
      spec: { process: { args: ['cmd.exe', ...Args] } },
    });
  });

  it('with lone surrogates, which become U+FFFD', async () => {
    const text = encode(sampleRequest({}, { Args: ['@'] })).replace('"@"', '"\\ud800"');
    expect(await system.create(text)).toMatchObject({ spec: { process: { args: ['cmd.exe', '\ufffd'] } } });
  });

  it('with any of these behind it is composed as ever', async () => {
    expect(await system.create(sampleRequest())).toMatchObject({ status: 'composed' });
    expect(system.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });
});
