import { type Kind, kinds, workSchema } from '@specline/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleInventory, sampleRequest } from './sample.ts';
import { adapters, type Bus, type SystemOptions, startBus, startSystem } from './system.ts';
import { Watch } from './watch.ts';

describe.each(adapters)('a worker that is missing, %s', (adapter) => {
  let bus: Bus;
  beforeAll(async () => {
    bus = await startBus(adapter);
  });
  afterAll(() => bus.stop());

  const start = async (options: SystemOptions) => {
    const system = await startSystem(bus, options);
    await system.inventory.push(sampleInventory());
    return system;
  };

  it.each<[string, Kind[], string]>([
    ...kinds.map((kind): [string, Kind[], string] => [kind, [kind], kind]),
    ['two kinds', ['image', 'network'], 'image, network'],
    ['all kinds', [...kinds], kinds.join(', ')],
  ])('%s: unavailable at the deadline, naming what is missing', async (_, without, named) => {
    await using system = await start({ without });
    const outcome = await system.create(sampleRequest({ deadlineMs: 150 }));
    expect(outcome).toMatchObject({
      status: 'failed',
      id: 'request-1',
      errors: [{ code: 'unavailable', message: `no ${named} worker is running; start one and ask again` }],
    });
    expect(outcome.timings.total).toBeGreaterThan(140);
    expect(outcome.timings.total).toBeLessThan(2_000);
  });

  it('that starts within the deadline is asked then', async () => {
    await using system = await start({ without: ['mounts'] });
    const outcome = system.create(sampleRequest());
    await system.progress.atLeast(kinds.length - 1);
    system.startWorker('mounts');
    expect(await outcome).toMatchObject({ status: 'composed' });
  });

  it('that is slow is named at the deadline, also where none was there before', async () => {
    await using system = await start({ without: ['mounts'] });
    expect(await system.create(sampleRequest({ deadlineMs: 60 }))).toMatchObject({ errors: [{ code: 'unavailable' }] });
    new Watch(system.messages, system.subjects.work('mounts'));
    expect(await system.create(sampleRequest({ deadlineMs: 200 }))).toMatchObject({
      errors: [{ code: 'deadline', message: '200 ms are over, still waiting for: mounts; ask again' }],
    });
  });

  it('is reminded at each quarter of the deadline, each job then in a message of its own', async () => {
    await using system = await start({ without: ['mounts', 'network'] });
    const asked = (['mounts', 'network'] as const).map(
      (kind) => new Watch(system.messages, system.subjects.work(kind)),
    );
    const requests = ['r1', 'r2', 'r3'].map((id) => sampleRequest({ id, deadlineMs: 400 }));
    const outcomes = await Promise.all(requests.map((request) => system.create(request)));
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({
        errors: [{ code: 'deadline', message: '400 ms are over, still waiting for: mounts, network; ask again' }],
      });
    }
    for (const { messages } of asked) {
      const batches = messages.map(({ text }) => workSchema.parse(JSON.parse(text)).jobs.map(({ request }) => request));
      expect(batches.slice(-9).every((batch) => batch.length === 1)).toBe(true);
      expect(batches.flat().toSorted()).toEqual(['r1', 'r2', 'r3'].flatMap((id) => [id, id, id, id]));
    }
    // Three requests, three quarters, two kinds.
    expect(system.aggregator.counts).toMatchObject({ reminded: 18, overdue: 3 });
  });
});
