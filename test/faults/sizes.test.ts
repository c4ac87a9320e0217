import { batchLimits, workSchema } from '@specline/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleInventory, sampleRequest } from './sample.ts';
import { adapters, type Bus, startBus, startSystem } from './system.ts';
import { Watch } from './watch.ts';

/** Below the limit of a batch. */
const maximumBytes = 64 * 1024;

describe.each(adapters)('sizes, %s', (adapter) => {
  let bus: Bus;
  let smallBus: Bus;
  beforeAll(async () => {
    [bus, smallBus] = await Promise.all([startBus(adapter), startBus(adapter, maximumBytes)]);
  });
  afterAll(() => Promise.all([bus.stop(), smallBus.stop()]));

  const withOption = (id: string, bytes: number) =>
    sampleRequest({ id }, { HostConfig: { SecurityOpt: [`credentialspec=raw://${'x'.repeat(bytes)}`] } });

  it.each([
    ['small jobs', 200, 100, () => bus, batchLimits.bytes],
    ['large jobs', 20, 100_000, () => bus, batchLimits.bytes],
    ['a broker that takes less than a batch', 40, 10_000, () => smallBus, maximumBytes],
  ])('of work messages hold for %s, and no job is lost', async (_, count, bytes, busOf, limit) => {
    await using system = await startSystem(busOf());
    await system.inventory.push(sampleInventory());
    const work = new Watch(system.messages, system.subjects.work('credentials'));
    const requests = Array.from({ length: count }, (__, index) => withOption(`r${index}`, bytes));
    const outcomes = await Promise.all(requests.map((request) => system.create(request)));
    expect(outcomes.map(({ id, status }) => [id, status])).toEqual(requests.map(({ id }) => [id, 'composed']));

    const batches = work.messages.map(({ text }) => ({ text, jobs: workSchema.parse(JSON.parse(text)).jobs }));
    for (const { text, jobs } of batches) {
      expect(jobs.length).toBeLessThanOrEqual(batchLimits.jobs);
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(limit);
    }
    const asked = batches.flatMap(({ jobs }) => jobs.map(({ request }) => request));
    expect(asked.toSorted()).toEqual(requests.map(({ id }) => id).toSorted());
    expect(batches.length).toBeLessThan(count);
  });

  it('of one large job: it travels alone', async () => {
    await using system = await startSystem(bus);
    await system.inventory.push(sampleInventory());
    const work = new Watch(system.messages, system.subjects.work('credentials'));
    const outcomes = await Promise.all(
      [withOption('a', 10), withOption('b', 300_000), withOption('c', 10)].map((request) => system.create(request)),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(['composed', 'composed', 'composed']);
    const batches = work.messages.map(({ text }) =>
      workSchema.parse(JSON.parse(text)).jobs.map(({ request }) => request),
    );
    expect(batches).toContainEqual(['b']);
  });

  const manyMounts = Object.fromEntries(
    Array.from({ length: 600 }, (_, index) => [`c:\\${index}`, { Source: 'C:\\x', Type: 'bind' }]),
  );
  const refusals: [string, object, string][] = [
    ['job', sampleRequest({ id: 'r', node: 'verbose-01' }), 'a part of the request takes'],
    ['partial', sampleRequest({ id: 'r' }, { MountPoints: manyMounts }), 'mounts: the decision has'],
    ['outcome', sampleRequest({ id: 'r' }, { Args: Array.from({ length: 9_000 }, () => '""') }), 'the outcome takes'],
  ];
  it.each(refusals)('of a %s that the broker would refuse: the caller is told both', async (_, request, text) => {
    await using system = await startSystem(smallBus);
    await system.inventory.push(sampleInventory());
    const dnsSearch = ['x'.repeat(maximumBytes)];
    await system.inventory.push(
      sampleInventory({ node: { ...sampleInventory().node, name: 'verbose-01', dnsSearch } }),
    );
    const outcome = await system.create(request);
    expect(outcome).toMatchObject({
      id: 'r',
      errors: [
        {
          code: 'invalid-request',
          message: expect.stringMatching(new RegExp(`^${text} \\d{5,} bytes.*${maximumBytes}`)),
        },
      ],
    });
    const events = await system.events.atLeast(2);
    expect(events.map(({ headers }) => headers['ce-type'])).toEqual(['specline.spec.accepted', 'specline.spec.failed']);
    expect(await system.create(sampleRequest())).toMatchObject({ status: 'composed' });
  });

  it('of the errors in a partial: the caller is told the first ones too', async () => {
    await using system = await startSystem(smallBus);
    await system.inventory.push(sampleInventory());
    const SecurityOpt = Array.from({ length: 15_000 }, () => '');
    const outcome = await system.create(sampleRequest({ id: 'r' }, { HostConfig: { SecurityOpt } }));
    const errors = 'errors' in outcome ? outcome.errors : [];
    expect(errors.slice(0, -1).map(({ field }) => field)).toEqual(
      Array.from({ length: 20 }, (_, index) => `container.HostConfig.SecurityOpt[${index}]`),
    );
    expect(errors.at(-1)?.message).toMatch(/^credentials: the decision has \d{5,} bytes; /);
  });

  const manyDevices = Array.from({ length: 230 }, () => ({ PathOnHost: 'x' }));
  const first = 'invalid security option: no equals sign in supplied value ';
  it.each([
    ['many', Array.from({ length: 200 }, () => 'x'), `${first}x`],
    ['long', ['x'.repeat(20_000), '\u{1f600}'.repeat(4_000)], `${first}${'x'.repeat(1_000 - first.length)}...`],
  ])('of the errors, which are too %s: the caller is told the first one too', async (_, SecurityOpt, message) => {
    await using system = await startSystem(smallBus);
    await system.inventory.push(sampleInventory());
    const outcome = await system.create(
      sampleRequest({ id: 'r' }, { HostConfig: { SecurityOpt, Devices: manyDevices } }),
    );
    expect(outcome).toMatchObject({
      id: 'r',
      errors: [
        { code: 'invalid-parameter', kind: 'credentials', field: 'container.HostConfig.SecurityOpt[0]', message },
        { code: 'invalid-request', message: expect.stringMatching(/^the outcome takes \d{5,} bytes/) },
      ],
    });
  });
});
