import { type Catalog, type Kind, type Outcome, workSchema } from '@specline/contracts';
import { embeddedInventory, type NodeInventory, redisInventory } from '@specline/inventory';
import { startRedis, type TestServer } from '@specline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleInventory, sampleRequest } from './sample.ts';
import { adapters, type Bus, startBus, startSystem } from './system.ts';
import { Watch } from './watch.ts';

const before = sampleInventory();
/** Another layer folder, endpoint and base: what each kind reads has changed, the node's facts have not. */
const after = sampleInventory({
  layers: Object.fromEntries(Object.keys(before.layers ?? {}).map((chainId) => [chainId, 'D:\\moved'])),
  containers: { c1: { rwLayer: 'D:\\c1', baseFS: '\\\\?\\Volume{2}' } },
  endpoints: { nat: { driverInfo: { hnsid: 'endpoint-2' } } },
});
const afterWithOtherFacts = { ...after, node: { ...after.node, defaultIsolation: 'hyperv' } };

type Method = 'imageFacts' | 'mountsFacts' | 'networkFacts' | 'credentialsFacts';
type Reader = { [K in Kind]: Catalog[K]['readsInventory'] extends true ? K : never }[Kind];
/** A kind that reads the inventory and has no line here does not compile. */
const methods: Readonly<Record<Reader, Method>> = {
  image: 'imageFacts',
  mounts: 'mountsFacts',
  network: 'networkFacts',
  credentials: 'credentialsFacts',
};
const readers = Object.entries(methods);

type Read = () => Promise<unknown>;

/** An inventory of which one kind's reads are done in a way of their own. */
function readBy(inventory: NodeInventory, method: Method, way: (read: Read) => Promise<unknown>): NodeInventory {
  return new Proxy(inventory, {
    get(target, name) {
      const member = Reflect.get(target, name) as (...given: unknown[]) => Promise<unknown>;
      if (name !== method) return member.bind(target);
      return (...given: unknown[]) => way(() => member.apply(target, given));
    },
  });
}

/** Does something before the first of all reads. */
function onceBefore(action: () => Promise<unknown>): (read: Read) => Promise<unknown> {
  let done: Promise<unknown> | undefined;
  return (read) => {
    if (done !== undefined) return read();
    done = action();
    return done.then(read);
  };
}

const whole = (outcome: Outcome) => ({ ...outcome, timings: {} });

describe.each(adapters)('an inventory that changes while a request is open, %s', (adapter) => {
  let bus: Bus;
  let redis: TestServer | undefined;
  beforeAll(async () => {
    [bus, redis] = await Promise.all([startBus(adapter), adapter === 'NATS' ? startRedis() : undefined]);
  });
  afterAll(() => Promise.all([bus.stop(), redis?.stop()]));

  const store = (): NodeInventory => (redis === undefined ? embeddedInventory() : redisInventory({ url: redis.url }));

  it.each(readers)('seen by %s first: all of the spec is of the newer revision', async (_, method) => {
    const inventory = store();
    const { revision } = await inventory.push(before);
    const pushed = readBy(
      inventory,
      method,
      onceBefore(() => inventory.push(after)),
    );
    await using system = await startSystem(bus, { inventory: pushed });
    const asked = new Watch(system.messages, system.subjects.work('resources'));

    const outcome = await system.create(sampleRequest());
    expect(outcome).toMatchObject({ status: 'composed', revision: expect.any(Number) });
    expect(outcome.revision).toBeGreaterThan(revision);
    // Asked again in peace, it says the same.
    expect(whole(await system.create(sampleRequest()))).toEqual(whole(outcome));
    expect(JSON.stringify(outcome)).toContain('endpoint-2');
    expect(JSON.stringify(outcome)).not.toContain('endpoint-1');
    // The node's facts are the same, and resources are decided from nothing else.
    expect(asked.messages).toHaveLength(2);
    await inventory.close();
  });

  it('the facts of the node among it: everything is cut and asked anew', async () => {
    const inventory = store();
    await inventory.push(before);
    const push = onceBefore(() => inventory.push(afterWithOtherFacts));
    await using system = await startSystem(bus, { inventory: readBy(inventory, 'networkFacts', push) });
    const asked = new Watch(system.messages, system.subjects.work('resources'));

    const outcome = await system.create(sampleRequest());
    expect(outcome).toMatchObject({ status: 'composed', spec: { windows: { hyperv: {} }, root: { path: '' } } });
    expect(whole(await system.create(sampleRequest()))).toEqual(whole(outcome));
    const jobs = asked.messages.flatMap(({ text }) => workSchema.parse(JSON.parse(text)).jobs);
    expect(new Set(jobs.map(({ job }) => job)).size).toBe(3);
    await inventory.close();
  });

  it('all the time: the deadline ends it', async () => {
    const inventory = store();
    await inventory.push(before);
    // One after the other, so that no two kinds ever read the same revision.
    let last: Promise<unknown> = Promise.resolve();
    const inTurn = (read: Read): Promise<unknown> => {
      last = last.then(() => inventory.push(before)).then(read);
      return last;
    };
    const always = readers.reduce((all, [, method]) => readBy(all, method, inTurn), inventory);
    await using system = await startSystem(bus, { inventory: always });
    const outcome = await system.create(sampleRequest({ deadlineMs: 150 }));
    expect(outcome).toMatchObject({ status: 'failed', errors: [{ code: 'deadline' }] });
    await inventory.close();
  });

  it('or is older than asked for: says so at once', async () => {
    const inventory = store();
    const { revision } = await inventory.push(before);
    await using system = await startSystem(bus, { inventory });
    const wanted = revision + 1_000_000_000;
    const outcome = await system.create(sampleRequest({ minInventoryRevision: wanted }));
    const message = expect.stringContaining(`is at revision ${revision}, and ${wanted} is asked for`);
    expect(outcome).toMatchObject({ errors: [{ code: 'unavailable', message }] });
    await inventory.close();
  });
});
