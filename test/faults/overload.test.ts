import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleInventory, sampleRequest } from './sample.ts';
import { adapters, type Bus, type SystemOptions, startBus, startSystem } from './system.ts';

describe.each(adapters)('too many open requests, %s', (adapter) => {
  let bus: Bus;
  beforeAll(async () => {
    bus = await startBus(adapter);
  });
  afterAll(() => bus.stop());

  const bytes = Buffer.byteLength(JSON.stringify(sampleRequest({ id: 'a' })));

  it.each<[string, SystemOptions['settings'], string]>([
    ['by number', { maximumOpen: 2 }, `2 requests of ${2 * bytes} bytes`],
    ['by bytes', { maximumOpenBytes: 3 * bytes - 1 }, `2 requests of ${2 * bytes} bytes`],
  ])('%s: the next is answered at once, and the open ones go on', async (_, limits, open) => {
    await using system = await startSystem(bus, { settings: limits ?? {}, without: ['mounts'] });
    await system.inventory.push(sampleInventory());
    const held = ['a', 'b'].map((id) => system.create(sampleRequest({ id })));
    await system.events.atLeast(2);

    const outcome = await system.create(sampleRequest({ id: 'c' }));
    expect(outcome).toMatchObject({
      status: 'failed',
      errors: [
        {
          code: 'overloaded',
          message: `${open} are open here, as much as this aggregator takes; ask again after 250 ms`,
        },
      ],
    });
    expect(system.aggregator.counts.overloaded).toBe(1);
    system.startWorker('mounts');
    expect(await Promise.all(held)).toMatchObject([{ status: 'composed' }, { status: 'composed' }]);
    expect(await system.create(sampleRequest({ id: 'c' }))).toMatchObject({ status: 'composed', id: 'c' });
  });

  it('a request that is larger than the limit by itself is taken when nothing else is open', async () => {
    await using system = await startSystem(bus, { settings: { maximumOpenBytes: 1 } });
    await system.inventory.push(sampleInventory());
    expect(await system.create(sampleRequest())).toMatchObject({ status: 'composed' });
    expect(await system.create('not a request')).toMatchObject({ errors: [{ code: 'invalid-request' }] });
    expect(await system.create(sampleRequest())).toMatchObject({ status: 'composed' });
  });

  it('of whatever end, each is given back', async () => {
    await using system = await startSystem(bus, { settings: { maximumOpen: 1 } });
    await system.inventory.push(sampleInventory());
    const ends = ['', '{', '{}', sampleRequest({ node: 'nowhere' }), sampleRequest({}, { Image: 'none' })];
    for (const request of ends) expect(await system.create(request)).toMatchObject({ status: 'failed' });
    expect(await system.create(sampleRequest())).toMatchObject({ status: 'composed' });
  });
});
