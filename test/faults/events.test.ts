import { kinds, progressMessageSchema, type Summary, summarySchema } from '@specline/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleInventory, sampleRequest } from './sample.ts';
import { adapters, type Bus, type System, startBus, startSystem } from './system.ts';
import { Watch } from './watch.ts';

const trace = '0af7651916cd43dd8448eb211c80319c';
const traceparent = `00-${trace}-b7ad6b7169203331-01`;

describe.each(adapters)('what watchers see, %s', (adapter) => {
  let bus: Bus;
  let system: System;
  beforeAll(async () => {
    bus = await startBus(adapter);
    system = await startSystem(bus);
    await system.inventory.push(sampleInventory());
  });
  afterAll(async () => {
    await system[Symbol.asyncDispose]();
    await bus.stop();
  });

  /** The events of a request, accepted and its end. */
  const eventsOf = async (id: string) => {
    const ofIt = ({ text }: { text: string }): boolean => JSON.parse(text).id === id;
    return (await system.events.when((all) => all.filter(ofIt).length === 2)).filter(ofIt);
  };
  const summaryOf = ({ text }: { text: string }): Summary => summarySchema.parse(JSON.parse(text));

  it('is CloudEvents 1.0 in binary mode', async () => {
    await system.create(sampleRequest({ id: 'ce' }));
    const events = await eventsOf('ce');
    const ids = events.map(({ headers }) => headers['ce-id']);
    expect(new Set(ids).size).toBe(2);
    for (const [index, type] of ['accepted', 'composed'].entries()) {
      expect(events[index]?.subject).toBe(`${system.subjects.events.slice(0, -1)}${type}.win-01.c1.ce`);
      expect(events[index]?.headers).toMatchObject({
        'ce-specversion': '1.0',
        'ce-type': `specline.spec.${type}`,
        'ce-source': expect.stringMatching(/^\/specline\/aggregator\/[0-9a-f]{16}$/),
        'ce-id': expect.stringMatching(new RegExp(`^ce/[0-9a-f-]{36}/${type}$`)),
        'ce-time': expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        'content-type': 'application/json',
      });
    }
  });

  it('is accepted, then each kind once, then the end', async () => {
    const all = new Watch(system.messages, `${system.subjects.create.replace(/create$/, '')}>`);
    await system.create(sampleRequest({ id: 'order' }));
    await eventsOf('order');
    const seen = all.messages
      .map(({ subject }) => subject.split('.').slice(2, 4))
      .filter(([topic]) => topic === 'event' || topic === 'progress')
      .map(([topic, name]) => (topic === 'event' ? name : topic));
    expect(seen).toEqual(['accepted', ...kinds.map(() => 'progress'), 'composed']);
    const progress = all.messages.filter(({ subject }) => subject.includes('.progress.'));
    const entries = progress.flatMap(({ text }) => progressMessageSchema.parse(JSON.parse(text)).progress);
    expect(entries.map(({ kind }) => kind).toSorted()).toEqual([...kinds].toSorted());
    for (const { result, request, node } of entries) expect([result, request, node]).toEqual(['ok', 'order', 'win-01']);
  });

  it('of a failure has its errors in short, and the progress of the kind its code', async () => {
    await system.create(sampleRequest({ id: 'failed' }, { Image: 'none' }));
    const [, failed] = (await eventsOf('failed')).map(summaryOf);
    expect(failed).toMatchObject({
      type: 'failed',
      node: 'win-01',
      container: 'c1',
      durationMs: expect.any(Number),
      errors: [{ code: 'not-found', kind: 'image', field: 'container.Image', message: 'No such image: none' }],
    });
    const entries = system.progress.messages.flatMap(
      ({ text }) => progressMessageSchema.parse(JSON.parse(text)).progress,
    );
    const results = entries.filter(({ request }) => request === 'failed').map(({ kind, result }) => [kind, result]);
    expect(Object.fromEntries(results)).toMatchObject({ image: 'not-found', mounts: 'ok' });
  });

  it('shows no error of a platform that the image does not have', async () => {
    const HostConfig = { SecurityOpt: ['wrong'], CapAdd: ['WRONG'] };
    const { images } = sampleInventory();
    const [[id, image] = []] = Object.entries(images ?? {});
    const linux = { [id ?? '']: { ...image, os: 'linux' } };
    const node = { ...sampleInventory().node, name: 'lcow-01' };
    await system.inventory.push(sampleInventory({ node, images: linux }));
    const outcomes = [
      await system.create(sampleRequest({ id: 'w' }, { HostConfig })),
      await system.create(sampleRequest({ id: 'l', node: 'lcow-01' }, { HostConfig })),
    ];
    expect(outcomes).toMatchObject([{ errors: [{ kind: 'credentials' }] }, { errors: [{ kind: 'resources' }] }]);
    await eventsOf('l');
    const entries = system.progress.messages.flatMap(
      ({ text }) => progressMessageSchema.parse(JSON.parse(text)).progress,
    );
    const resultOf = (request: string, kind: string) =>
      entries.find((entry) => entry.request === request && entry.kind === kind)?.result;
    expect(resultOf('w', 'resources')).toBe('ok');
    expect(resultOf('l', 'credentials')).toBe('ok');
  });

  it.each([
    ['a', 'goes on where the caller has one', { traceparent }, trace],
    ['b', 'is new where the caller has none', {}, undefined],
    [
      'c',
      'is new where the caller has a wrong one',
      { traceparent: `00-${'0'.repeat(32)}-b7ad6b7169203331-01` },
      undefined,
    ],
  ])('%s: has a trace that %s: one in jobs, events and log', async (id, _, headers, expected) => {
    const jobs = new Watch(system.messages, system.subjects.work('network'));
    await system.create(sampleRequest({ id }), headers);
    const events = await eventsOf(id);
    const found = [
      ...events.map((event) => event.headers.traceparent),
      ...jobs.messages.flatMap(({ text }) =>
        JSON.parse(text).jobs.map((job: { traceparent: string }) => job.traceparent),
      ),
    ];
    expect(found).toHaveLength(3);
    const [, id128, span] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-01$/.exec(found[0] ?? '') ?? [];
    expect(id128).toEqual(expected ?? expect.not.stringMatching(/^0*$/));
    expect(span).not.toBe('b7ad6b7169203331');
    expect(new Set(found).size).toBe(1);
    const lines = system.lines.filter(({ request }) => request === id);
    expect(lines.map(({ event }) => event).toSorted()).toEqual(
      [...kinds.map(() => 'job answered'), 'outcome'].toSorted(),
    );
    for (const line of lines) expect(line).toMatchObject({ trace: id128 });
  });

  it('has one line of the log at info for an outcome, and none for a message', async () => {
    const before = system.lines.length;
    await system.create(sampleRequest({ id: 'quiet' }));
    const lines = system.lines.slice(before).filter(({ level }) => level !== 'debug');
    expect(lines).toMatchObject([
      {
        event: 'outcome',
        outcome: 'composed',
        request: 'quiet',
        node: 'win-01',
        container: 'c1',
        errors: [],
        warnings: [],
      },
    ]);
  });

  it('is small also where an outcome has thousands of errors', async () => {
    const SecurityOpt = Array.from({ length: 2_000 }, () => '');
    const outcome = await system.create(sampleRequest({ id: 'many' }, { HostConfig: { SecurityOpt } }));
    expect(outcome).toMatchObject({ status: 'failed', errors: { length: 2_000 } });
    const [, failed] = await eventsOf('many');
    expect(summaryOf(failed ?? { text: '' }).errors).toHaveLength(20);
    expect(failed?.text.length).toBeLessThan(8_000);
  });
});
