import type { Journal } from '@specline/bus';
import { encode } from '@specline/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adapters, journalWith, startBus, streams, subjects, type TestBus } from '../bus.fixture.ts';
import { speclineOn } from '../connect.ts';
import { first, recordEvent, traceparent } from '../records.fixture.ts';
import type { Specline } from '../specline.ts';
import type { LiveSight } from './sight.ts';
import type { WatchOptions } from './watch.ts';

describe.each(adapters)('events, %s', (adapter) => {
  let test: TestBus;
  let journal: Journal;
  let specline: Specline;
  beforeAll(async () => {
    test = await startBus(adapter);
    journal = test.bus.journal;
    specline = speclineOn(test.bus);
    await recordEvent(journal, { id: 'a', type: 'accepted' });
    await recordEvent(journal, { id: 'a', type: 'composed' });
    await journal.append(subjects.event('failed', 'win-01', 'c', 'rubbish'), 'rubbish');
    await recordEvent(journal, { id: 'b', type: 'failed', node: '*' });
    await recordEvent(journal, { id: 'c', type: 'composed', node: '*' });
  });
  afterAll(() => test[Symbol.asyncDispose]());

  const sequences = async (count: number, options: WatchOptions) =>
    (await first(count, specline.watch(options))).map(({ sequence }) => sequence);

  it('are told with their place, in order; what is none of ours is left out', async () => {
    const sights = await first(4, specline.watch({ from: 'first' }));
    expect(sights.map(({ sequence, event: { id, type } }) => [sequence, id, type])).toEqual([
      [1, 'a', 'accepted'],
      [2, 'a', 'composed'],
      [4, 'b', 'failed'],
      [5, 'c', 'composed'],
    ]);
    expect(sights[0]).toEqual({
      what: 'event',
      sequence: 1,
      recordedAt: expect.any(Date),
      event: { id: 'a', type: 'accepted', node: 'win-01', container: 'c1' },
      id: 'a/accepted',
      traceparent,
    });
  });

  it.each<[string, WatchOptions, number[]]>([
    ['from a sequence on', { from: { sequence: 4 } }, [4, 5]],
    ['since a time', { from: { since: 0 } }, [1, 2, 4, 5]],
    ['of a type', { from: 'first', types: ['composed'] }, [2, 5]],
    ['of two types', { from: 'first', types: ['failed', 'accepted'] }, [1, 4]],
    ['of a node, whatever its name', { from: 'first', node: '*' }, [4, 5]],
    ['of a node and a type', { from: 'first', node: '*', types: ['failed'] }, [4]],
  ])('are told %s', async (_title, options, expected) => {
    expect(await sequences(expected.length, options)).toEqual(expected);
  });

  it('are told from the next one on', async () => {
    const events = specline.watch()[Symbol.asyncIterator]();
    const next = events.next();
    await recordUntil(next);
    const sequence = (await next).value?.sequence ?? 0;
    expect(sequence).toBeGreaterThan(5);
    expect((await events.next()).value?.sequence).toBe(sequence + 1);
    await events.return?.();
  });

  /** Records until one was seen, for nothing else tells that a watch has begun; then one more. */
  async function recordUntil(seen: Promise<unknown>): Promise<void> {
    let over = false;
    void seen.then(() => (over = true));
    while (!over) {
      await recordEvent(journal);
      await new Promise(setImmediate);
    }
    await recordEvent(journal);
  }

  it('end with the reason of a signal', async () => {
    const controller = new AbortController();
    const seen: number[] = [];
    const watching = (async () => {
      for await (const { sequence } of specline.watch({ from: { sequence: 4 }, signal: controller.signal })) {
        seen.push(sequence);
        controller.abort('enough');
      }
    })();
    await expect(watching).rejects.toBe('enough');
    expect(seen).toEqual([4]);
    const late = first(1, specline.watch({ signal: controller.signal }));
    await expect(late).rejects.toBe('enough');
  });

  it('end in order when the client is closed, also while they are waited for', async () => {
    const own = speclineOn(test.bus);
    const watching = Array.fromAsync(own.watch({ from: { sequence: 1_000_000 } }));
    await own.close();
    expect(await watching).toEqual([]);
  });

  it('are handed out no faster than they are read', async () => {
    const from = { sequence: await recordEvent(journal, { id: 'slow-0' }) };
    for (let index = 1; index < 50; index++) await recordEvent(journal, { id: `slow-${index}` });
    let handed = 0;
    const counting = journalWith(journal, {
      follow: (stream, options, handler) =>
        journal.follow(stream, options, (entry) => {
          handed += 1;
          return handler(entry);
        }),
    });
    let read = 0;
    for await (const { event } of speclineOn({ ...test.bus, journal: counting }).watch({ from })) {
      expect(event.id).toBe(`slow-${read}`);
      read += 1;
      // Whatever was going to be handed out meanwhile has been.
      await specline.outcome('-');
      expect(handed - read).toBeLessThanOrEqual(2);
      if (read === 50) break;
    }
  });
});

describe('events where there are no streams', () => {
  it.each(adapters)('are refused at the first step, %s', async (adapter) => {
    await using test = await startBus(adapter, { prepared: false });
    const watching = first(1, speclineOn(test.bus).watch());
    await expect(watching).rejects.toMatchObject({ name: 'SpeclineError', code: 'unavailable', retryable: true });
    expect(streams.events.name).toBe('SPECLINE_EVENTS');
  });
});

describe.each(adapters)('what happens live, %s', (adapter) => {
  type End = (ways: { stop(): Promise<void>; abort(): void; close(): Promise<void> }) => unknown;
  it.each<[string, End]>([
    ['it is stopped', ({ stop }) => stop()],
    ['its signal fires', ({ abort }) => abort()],
    ['the client is closed', ({ close }) => close()],
  ])('is told until %s; what is none of ours is left out', async (_title, end) => {
    await using test = await startBus(adapter);
    const { messages } = test.bus;
    const sights: LiveSight[] = [];
    const specline = speclineOn(test.bus);
    const controller = new AbortController();
    const { stop } = await specline.live((sight) => sights.push(sight), { signal: controller.signal });
    const progress = { request: 'r', node: 'n', kind: 'image', durationMs: 1, result: 'ok' } as const;
    const change = { node: 'win-01', revision: 7 };
    const publishAll = async (): Promise<void> => {
      messages.publish(subjects.progress('image'), 'rubbish');
      messages.publish(subjects.progress('image'), encode({ progress: [progress, progress] }));
      messages.publish(subjects.inventory('win-01'), '{}');
      messages.publish(subjects.inventory('win-01'), encode(change));
      await messages.flush();
    };
    await publishAll();
    await expect.poll(() => sights.length).toBe(3);
    expect(sights).toEqual([
      { what: 'progress', progress },
      { what: 'progress', progress },
      { what: 'inventory', change },
    ]);
    await end({ stop, abort: () => controller.abort('enough'), close: () => specline.close() });
    await publishAll();
    expect(sights).toHaveLength(3);
    await expect(specline.live(() => {}, { signal: AbortSignal.abort('enough') })).rejects.toBeDefined();
  });

  it('may be events, also where none are recorded', async () => {
    await using test = await startBus(adapter, { prepared: false });
    const { messages } = test.bus;
    const sights: LiveSight[] = [];
    await speclineOn(test.bus).live((sight) => sights.push(sight), { what: ['event'] });
    const event = { type: 'composed', id: 'web-1', node: '*', container: 'c1' } as const;
    messages.publish(subjects.inventory('win-01'), encode({ node: 'win-01', revision: 7 }));
    messages.publish(subjects.event('composed', '*', 'c1', 'web-1'), 'rubbish');
    messages.publish(subjects.event('composed', '*', 'c1', 'web-1'), encode(event));
    await expect.poll(() => sights).toEqual([{ what: 'event', event }]);
  });
});
