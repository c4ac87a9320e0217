import { type Bus, type Journal, JournalUnavailable, StreamFull } from '@specline/bus';
import { decode, journalHeaders, submitMessageId, wording } from '@specline/contracts';
import { startNats } from '@specline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adapters, journalWith, startBus, streams, subjects, type TestBus } from '../bus.fixture.ts';
import { connectSpecline, speclineOn } from '../connect.ts';
import { digestOf, request, traceparent } from '../records.fixture.ts';
import type { Specline } from '../specline.ts';
import { submit } from './submit.ts';

describe.each(adapters)('submit, %s', (adapter) => {
  let test: TestBus;
  let specline: Specline;
  beforeAll(async () => {
    test = await startBus(adapter);
    specline = speclineOn(test.bus);
  });
  afterAll(() => test[Symbol.asyncDispose]());

  it('records the request under its id, and gives a receipt', async () => {
    const receipt = await specline.submit(request(), { traceparent });
    expect(receipt).toEqual({ id: 'web-1', contentDigest: digestOf(request()), sequence: 1, duplicate: false });
    const entry = await test.bus.journal.at(streams.submit, receipt.sequence);
    expect(entry).toMatchObject({ subject: subjects.submit, headers: { [journalHeaders.traceparent]: traceparent } });
    expect(decode(entry?.text ?? '')).toEqual(request());
  });

  it('records the same only once, however it is written', async () => {
    const first = await specline.submit(request({ id: 'twice' }));
    const { container, ...rest } = request({ id: 'twice' });
    const again = await specline.submit({ container: { ...container, Unknown: 1 } as typeof container, ...rest });
    expect(again).toEqual({ ...first, duplicate: true });
  });

  it('records once what was recorded when its acknowledgement was lost', async () => {
    const { journal } = test.bus;
    let lost = 0;
    const losing = journalWith(journal, {
      async append(...call) {
        const appended = await journal.append(...call);
        if (lost === 2) return appended;
        lost += 1;
        throw new JournalUnavailable(wording`the connection to the broker is lost`);
      },
    });
    const receipt = await speclineOn({ ...test.bus, journal: losing }).submit(request({ id: 'lost' }));
    expect(receipt).toMatchObject({ id: 'lost', duplicate: true });
    const recorded = await Array.fromAsync(journal.read(streams.submit, { from: { sequence: receipt.sequence } }));
    expect(recorded.map(({ sequence }) => sequence)).toEqual([receipt.sequence]);
  });

  it.each([
    ['no id', { id: undefined }, 'request.id is missing: a submit needs one'],
    ['a wrong id', { id: 'a b' }, 'request.id is "a b": must be 1 to 128 characters'],
    ['no node', { node: '' }, 'request.node is "": must not be empty'],
    ['an unknown field', { nodes: 1 }, 'request.nodes is 1: is not a field here'],
  ])('refuses a request before it is recorded: %s', async (_title, over, message) => {
    await expect(specline.submit(request(over as object))).rejects.toMatchObject({
      name: 'RequestFailed',
      code: 'invalid-request',
      retryable: false,
      errors: [{ code: 'invalid-request', kind: 'request', message: expect.stringContaining(message) }],
    });
  });

  it('is final about what is too large', async () => {
    const large = request({ container: { ...request().container, Path: 'x'.repeat(2_000_000) } });
    await expect(specline.submit(large)).rejects.toMatchObject({ code: 'invalid-request', retryable: false });
  });
});

describe('submit to a system whose streams were never prepared', () => {
  it.each(adapters)('says so at once, %s', async (adapter) => {
    await using test = await startBus(adapter, { prepared: false });
    await expect(speclineOn(test.bus).submit(request(), { timeoutMs: 600_000 })).rejects.toMatchObject({
      code: 'unavailable',
      retryable: true,
      cause: { name: 'StreamMissing' },
    });
  });
});

describe('submit to a broker without a journal', () => {
  it('says at once how to get one', async () => {
    await using nats = await startNats();
    await using specline = await connectSpecline({ servers: [nats.url] });
    await expect(specline.submit(request(), { timeoutMs: 600_000 })).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('the broker has no JetStream; enable it'),
    });
  });
});

/** A journal that cannot be had in this state at will. */
const journalThat = (append: Journal['append']): Pick<Journal, 'append'> => ({ append });

describe('submit while acknowledgements do not come', () => {
  const away = new JournalUnavailable(wording`no leader`);
  const target = (append: Journal['append'], closing = new AbortController().signal) => ({
    journal: journalThat(append),
    subjects,
    closing,
  });

  it('tries again under the same message id until one comes', async () => {
    const ids: unknown[] = [];
    const receipt = await submit(
      request(),
      target(async (_subject, _text, { messageId } = {}) => {
        if (ids.push(messageId) < 3) throw away;
        return { sequence: 7, duplicate: true };
      }),
    );
    expect(receipt).toMatchObject({ sequence: 7, duplicate: true });
    expect(ids).toEqual(Array(3).fill(submitMessageId('web-1', digestOf(request()))));
  });

  it('tells the last failure when its time is over', async () => {
    const submitted = submit(
      request(),
      target(() => Promise.reject(away)),
      { timeoutMs: 60 },
    );
    await expect(submitted).rejects.toMatchObject({
      code: 'unavailable',
      retryable: true,
      message: 'no leader',
      cause: away,
    });
  });

  it('tells that its time is over where nothing failed', async () => {
    const submitted = submit(request(), target(untilAborted), { timeoutMs: 10 });
    await expect(submitted).rejects.toMatchObject({ code: 'deadline', retryable: true });
  });

  it.each([
    ['fails', () => Promise.reject(away)],
    ['hangs', untilAborted],
  ])("rejects with the signal's reason where the journal %s", async (_title, append) => {
    const controller = new AbortController();
    setTimeout(() => controller.abort('enough'), 10);
    const submitted = submit(request(), target(append), { signal: controller.signal });
    await expect(submitted).rejects.toBe('enough');
  });

  it('does not try what cannot help: there is no room', async () => {
    let attempts = 0;
    const full = (): Promise<never> => {
      attempts += 1;
      return Promise.reject(new StreamFull(subjects.submit, 'maximum bytes exceeded'));
    };
    await expect(submit(request(), target(full))).rejects.toMatchObject({ code: 'overloaded', retryable: true });
    expect(attempts).toBe(1);
  });

  function untilAborted(...[, , { signal } = {}]: Parameters<Journal['append']>): Promise<never> {
    return new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
  }
});

describe('a client that is closed', () => {
  it('submits nothing', async () => {
    await using test = await startBus('embedded');
    const specline = speclineOn(test.bus);
    await specline.close();
    await expect(specline.submit(request())).rejects.toMatchObject({
      code: 'unavailable',
      message: 'the client was closed',
    });
    expect(await lastSubmit(test.bus)).toBeUndefined();
  });
});

const lastSubmit = ({ journal }: Bus) => journal.at(streams.submit, 1);
