import { setTimeout as pause } from 'node:timers/promises';
import type { Bus } from '@specline/bus';
import { decode } from '@specline/contracts';
import { startNats, type TestServer } from '@specline/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectTo, prepare, streams } from './bus.fixture.ts';
import { connectSpecline, speclineOn } from './connect.ts';
import { composed, first, recordEvent, recordOutcome, request } from './records.fixture.ts';
import type { Specline } from './specline.ts';

let nats: TestServer;
let bus: Bus;
let specline: Specline;
beforeEach(async () => {
  nats = await startNats({ jetstream: true });
  bus = await connectTo(nats.url);
  await prepare(bus);
  specline = speclineOn(bus);
});
afterEach(async () => {
  await bus.close();
  await nats.stop();
});

/** Does something as another process, which connects anew. */
async function another<T>(work: (bus: Bus) => Promise<T>): Promise<T> {
  const own = await connectTo(nats.url);
  try {
    return await work(own);
  } finally {
    await own.close();
  }
}

const record = (count: number) =>
  another(async ({ journal }) => {
    for (let index = 0; index < count; index++) await recordEvent(journal);
  });

describe('watch, over a server that is killed and restarted', () => {
  it('has no gap and no repeat', { timeout: 30_000 }, async () => {
    await record(100);
    const seen: number[] = [];
    for await (const { sequence } of specline.watch({ from: 'first' })) {
      seen.push(sequence);
      if (sequence === 50 || sequence === 100 || sequence === 150) {
        await nats.kill();
        await nats.restart();
        await record(50);
      }
      if (sequence === 250) break;
    }
    expect(seen).toEqual(Array.from({ length: 250 }, (_, index) => index + 1));
  });

  it('has what comes next, also where nothing had come before', { timeout: 30_000 }, async () => {
    const next = first(3, specline.watch());
    await begun(streams.events.name);
    await nats.kill();
    await nats.restart();
    await record(3);
    expect((await next).map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  });

  it('goes on where another client had stopped', async () => {
    await record(10);
    const [last] = (await first(4, specline.watch({ from: 'first' }))).slice(-1);
    await another(async (own) => {
      const rest = await first(6, speclineOn(own).watch({ from: { sequence: (last?.sequence ?? 0) + 1 } }));
      expect(rest.map(({ sequence }) => sequence)).toEqual([5, 6, 7, 8, 9, 10]);
    });
  });

  /** Somebody reads this stream. */
  const begun = (stream: string) =>
    expect
      .poll(() =>
        another(async ({ messages }) => {
          const { text } = await messages.request(`$JS.API.CONSUMER.NAMES.${stream}`, '', { timeoutMs: 5_000 });
          return JSON.parse(text).total;
        }),
      )
      .toBe(1);
});

describe('submit, over a server that is killed and restarted', () => {
  it('is acknowledged, and recorded exactly once', { timeout: 30_000 }, async () => {
    const ids = Array.from({ length: 400 }, (_, index) => `web-${index}`);
    const receipts = new Map<string, number>();
    const killed = Promise.withResolvers<void>();
    const lane = async (first: number): Promise<void> => {
      for (let index = first; index < ids.length; index += 50) {
        const id = ids[index] ?? '';
        receipts.set(id, (await specline.submit(request({ id }))).sequence);
        // In the midst of them: some are recorded and their acknowledgements lost, some are not there yet.
        if (receipts.size === 100) killed.resolve(nats.kill());
      }
    };
    const lanes = Promise.all(Array.from({ length: 50 }, (_, index) => lane(index)));
    await killed.promise;
    expect(receipts.size).toBeLessThan(ids.length);
    await nats.restart();
    await lanes;
    const recorded = await Array.fromAsync(bus.journal.read(streams.submit, { from: 'first' }));
    const places = recorded.map(({ text, sequence }) => [(decode(text) as { id: string }).id, sequence] as const);
    expect(places).toHaveLength(ids.length);
    expect(new Map(places)).toEqual(receipts);
  });

  it('that was called while it was away comes to its end, too', async () => {
    await nats.kill();
    const submitted = specline.submit(request());
    await nats.restart();
    expect(await submitted).toMatchObject({ sequence: 1, duplicate: false });
  });
});

describe('while the server is away', () => {
  it('the outcome is waited for, and comes', { timeout: 30_000 }, async () => {
    const receipt = await specline.submit(request());
    const waiting = specline.outcome(receipt, { wait: true });
    await nats.kill();
    await nats.restart();
    await another(({ journal }) => recordOutcome(journal, composed('web-1')));
    expect(await waiting).toEqual(composed('web-1'));
  });

  it.each<[string, () => Promise<unknown>]>([
    ['create', () => specline.create(request())],
    ['submit', () => specline.submit(request(), { timeoutMs: 100 })],
    ['outcome', () => specline.outcome('web-1')],
    ['outcome with wait', () => specline.outcome('web-1', { wait: true, timeoutMs: 100 })],
    ['outcomes', () => Array.fromAsync(specline.outcomes())],
    ['watch', () => first(1, specline.watch())],
    ['live', () => specline.live(() => {})],
    ['dead.list', () => Array.fromAsync(specline.dead.list())],
    ['dead.show', () => specline.dead.show(1)],
    ['dead.retry', () => specline.dead.retry(1, { timeoutMs: 100 })],
  ])('%s rejects with the retryable unavailable', async (_call, call) => {
    await nats.kill();
    await expect(call()).rejects.toMatchObject({ name: 'SpeclineError', code: 'unavailable', retryable: true });
  });

  it.each<[string, string, () => Promise<unknown>]>([
    ['deadline', 'create', () => specline.create(request(), { timeoutMs: 10 })],
    ['deadline', 'submit', () => specline.submit(request(), { timeoutMs: 100 })],
    ['deadline', 'outcome', () => specline.outcome('web-1', { timeoutMs: 100 })],
    ['deadline', 'outcome with wait', () => specline.outcome('web-1', { wait: true, timeoutMs: 100 })],
    ['deadline', 'dead.show', () => specline.dead.show(1, { timeoutMs: 100 })],
    ['deadline', 'dead.retry', () => specline.dead.retry(1, { timeoutMs: 100 })],
    ['unavailable', 'outcomes', () => Array.fromAsync(specline.outcomes())],
    ['unavailable', 'dead.list', () => Array.fromAsync(specline.dead.list())],
    ['unavailable', 'watch', () => first(1, specline.watch())],
    ['deadline', 'live', () => specline.live(() => {})],
  ])('ends with %s after its time where the server is frozen: %s', async (code, _call, call) => {
    await freeze();
    await expect(call()).rejects.toMatchObject({ code, retryable: true });
    await nats.resume();
  });

  /** A process that is told to stop may still answer for a moment. */
  async function freeze(): Promise<void> {
    await nats.pause();
    const answered = () => Promise.race([bus.messages.flush().then(() => true), pause(20, false)]);
    while (await answered());
  }
});

describe('connectSpecline', () => {
  it('gives a client that ends what it started', async () => {
    await using own = await connectSpecline({ servers: [nats.url], name: 'scheduler' });
    const receipt = await own.submit(request());
    const waiting = own.outcome(receipt, { wait: true }).catch((error: unknown) => error);
    await own.close();
    expect(await waiting).toMatchObject({ code: 'unavailable', message: 'the client was closed' });
    await expect(own.create(request())).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('says where it looked', async () => {
    await expect(connectSpecline({ servers: ['nats://me:hush@127.0.0.1:1'] })).rejects.toMatchObject({
      name: 'SpeclineError',
      code: 'unavailable',
      message: expect.stringMatching(/^cannot connect to NATS at nats:\/\/127\.0\.0\.1:1: nothing listens there/),
    });
  });

  it('may use subjects of another prefix', async () => {
    await using own = await connectSpecline({ servers: [nats.url], prefix: 'blue.v1' });
    await expect(own.submit(request())).rejects.toMatchObject({ message: expect.stringContaining('blue.v1.submit') });
  });
});
