import { type Bus, embeddedBus, type Message } from '@specline/bus';
import { decode, encode } from '@specline/contracts';
import { startNats } from '@specline/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectTo, subjects } from './bus.fixture.ts';
import { speclineOn } from './connect.ts';
import { composed, failed, request, traceparent } from './records.fixture.ts';
import type { Specline } from './specline.ts';

describe('create', () => {
  let bus: Bus;
  let specline: Specline;
  beforeEach(() => {
    bus = embeddedBus();
    specline = speclineOn(bus);
  });
  afterEach(() => bus.close());

  /** Stands in for the aggregator. */
  function answering(answer: (message: Message) => string): Message[] {
    const asked: Message[] = [];
    bus.messages.subscribe(subjects.create, (message) => {
      asked.push(message);
      message.respond(answer(message));
    });
    return asked;
  }

  it('gives the composed outcome', async () => {
    answering(() => encode(composed('web-1')));
    expect(await specline.create(request())).toEqual(composed('web-1'));
  });

  it('gives integers beyond 2^53 as they are', async () => {
    answering(() => encode({ ...composed('web-1'), spec: { limit: 18446744073709551615n } }));
    expect(await specline.create(request())).toMatchObject({ spec: { limit: 18446744073709551615n } });
  });

  it('rejects with all errors of a failed one', async () => {
    answering(() => encode(failed('web-1')));
    await expect(specline.create(request())).rejects.toMatchObject({
      name: 'RequestFailed',
      code: 'not-found',
      retryable: false,
      message: 'no image hush (and 1 more)',
      errors: [{ code: 'not-found' }, { code: 'system' }],
    });
  });

  it.each(['rubbish', '{}', '{"status":"composed"}', ''])('takes the answer "%s" for no outcome', async (text) => {
    answering(() => text);
    await expect(specline.create(request())).rejects.toMatchObject({
      name: 'SpeclineError',
      code: 'unavailable',
      message: 'the answer is no outcome; run one version of all services',
      cause: expect.any(Error),
    });
  });

  it.each([
    ['its own deadline', { deadlineMs: 77 }, { timeoutMs: 1234 }, 77],
    ['the time-out', {}, { timeoutMs: 1234 }, 1234],
    ['ten seconds', {}, {}, 10_000],
  ])('tells the system how long it may take: %s', async (_title, over, options, deadlineMs) => {
    const asked = answering(() => encode(composed('web-1')));
    await specline.create(request(over), options);
    expect(asked.map(({ text }) => decode(text))).toEqual([{ ...request(), deadlineMs }]);
  });

  it('goes on with a trace', async () => {
    const asked = answering(() => encode(composed('web-1')));
    await specline.create(request(), { traceparent });
    expect(asked.map(({ headers }) => headers)).toEqual([{ traceparent }]);
  });

  it('says at once that no aggregator runs', async () => {
    await expect(specline.create(request())).rejects.toMatchObject({ code: 'unavailable', retryable: true });
  });

  it('ends after its time where the answer does not come', async () => {
    bus.messages.subscribe(subjects.create, () => {});
    await expect(specline.create(request(), { timeoutMs: 1 })).rejects.toMatchObject({ code: 'deadline' });
  });

  it.each([
    ['before', (controller: AbortController) => controller.abort('enough')],
    ['meanwhile', (controller: AbortController) => setImmediate(() => controller.abort('enough'))],
  ])('rejects with the reason of a signal that fires %s', async (_title, fire) => {
    bus.messages.subscribe(subjects.create, () => {});
    const controller = new AbortController();
    fire(controller);
    await expect(specline.create(request(), { signal: controller.signal })).rejects.toBe('enough');
  });

  it('is final about what is too large', async () => {
    const large = request({ container: { ...request().container, Path: 'x'.repeat(2_000_000) } });
    await expect(specline.create(large)).rejects.toMatchObject({ code: 'invalid-request', retryable: false });
  });
});

describe('while the broker is away', () => {
  it('what was asked, and what is asked, is retryable at once', async () => {
    await using nats = await startNats();
    const bus = await connectTo(nats.url);
    bus.messages.subscribe(subjects.create, () => {});
    const specline = speclineOn(bus);
    const open = specline.create(request(), { timeoutMs: 600_000 }).catch((error: unknown) => error);
    await bus.messages.flush();
    await nats.kill();
    expect(await open).toMatchObject({ code: 'unavailable', retryable: true, cause: { name: 'Disconnected' } });
    await expect(specline.create(request())).rejects.toMatchObject({ code: 'unavailable', retryable: true });
    await bus.close();
  });
});
