import { startNats, type TestServer } from '@specline/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { embeddedBus } from './embedded/embedded-bus.ts';
import { createLog } from './log/create-log.ts';
import { Disconnected, MessageTooLarge, NoResponders, RequestTimeout } from './messages/errors.ts';
import type { Message, Messages } from './messages.ts';
import { connectBus } from './nats/connect-bus.ts';

const maximumBytes = 4_096;
/** Long enough that a test which waits for it fails by its own timeout. */
const forever = { timeoutMs: 60_000 };

describe.each(['embedded', 'NATS'] as const)('messages, %s', (adapter) => {
  let server: TestServer | undefined;
  let messages: Messages;
  let logged: string[];

  beforeAll(async () => {
    if (adapter === 'NATS') server = await startNats({ config: `max_payload: ${maximumBytes}` });
  });
  afterAll(() => server?.stop());

  beforeEach(async () => {
    logged = [];
    const destination = { write: (line: string) => void logged.push(line) };
    const log = createLog({ service: 'test', level: 'debug', destination });
    const connected = server && connectBus({ servers: [server.url], name: 'test', log });
    ({ messages } = (await connected) ?? embeddedBus({ log, maximumBytes }));
  });
  afterEach(() => messages.close());

  /** Subscribes, and gives the texts that arrive. */
  function collect(subject: string, queue?: string): string[] {
    const texts: string[] = [];
    messages.subscribe(subject, ({ text }) => texts.push(text), queue === undefined ? {} : { queue });
    return texts;
  }

  /** Resolves when all that was published before has been handled. */
  async function settled(): Promise<void> {
    const barrier = messages.subscribe('barrier', (message) => message.respond(''));
    await messages.request('barrier', '', forever);
    await barrier.drain();
  }

  /** The next message on a subject. */
  const next = (subject: string): Promise<Message> =>
    new Promise((resolve) => messages.subscribe(subject, (message) => resolve(message)));

  describe('subjects', () => {
    it.each([
      ['a', 'a', true],
      ['a', 'A', false],
      ['a', 'a.b', false],
      ['a.*', 'a.b', true],
      ['a.*', 'a', false],
      ['a.*', 'a.b.c', false],
      ['*.b', 'a.b', true],
      ['a.*.c', 'a.b.c', true],
      ['a.*.c', 'a.b.d', false],
      ['a.>', 'a.b', true],
      ['a.>', 'a.b.c', true],
      ['a.>', 'a', false],
      ['a.*.>', 'a.b', false],
      ['a.*.>', 'a.b.c.d', true],
      ['*', 'a', true],
      ['*', 'a.b', false],
      ['>', 'a.b.c', true],
      ['a.b', 'aXb', false],
      ['a=2e*.b', 'a=2e.b', false],
      ['$JS.a', '$JS.a', true],
      ['é.€', 'é.€', true],
    ])('%j for %j: %j', async (pattern, subject, matches) => {
      if (pattern === 'a=2e*.b') return expect(() => collect(pattern)).toThrow(TypeError);
      const texts = collect(pattern);
      messages.publish(subject, 'x');
      await settled();
      // The barrier's own messages match some of the patterns too.
      expect(texts.filter((text) => text === 'x')).toHaveLength(matches ? 1 : 0);
    });

    it.each(['', '.', 'a.', '.a', 'a..b', 'a b', 'a\r\nPUB b 0', 'a\tb', 'a\0', 'a.*', 'a.>', 'a*'])(
      'refuses to publish on %j',
      (subject) => {
        expect(() => messages.publish(subject, '')).toThrow(TypeError);
        expect(() => messages.publish('a', '', { reply: subject })).toThrow(TypeError);
      },
    );

    it.each(['', '.', 'a.', '.a', 'a..b', 'a b', 'a\nb', 'a*', 'a.>.b', '>.a', 'a.b>'])(
      'refuses to subscribe to %j',
      (subject) => {
        expect(() => collect(subject)).toThrow(TypeError);
      },
    );
  });

  describe('delivery', () => {
    it('carries subject, text, headers and reply subject', async () => {
      const arrival = next('a.*');
      messages.subscribe('answers', () => {});
      messages.publish('a.b', 'text', { reply: 'answers', headers: { traceparent: ' x ', 'Content-Type': 'a/b' } });
      const message = await arrival;
      expect(message.subject).toBe('a.b');
      expect(message.text).toBe('text');
      expect(message.reply).toBe('answers');
      expect(message.headers).toEqual({ traceparent: 'x', 'Content-Type': 'a/b' });
      expect(message.noResponders).toBe(false);
    });

    it('is plain without options', async () => {
      const arrival = next('a');
      messages.publish('a', '', { headers: {} });
      const message = await arrival;
      expect(message.reply).toBeUndefined();
      expect(message.headers).toEqual({});
      message.respond('goes nowhere');
    });

    it.each([
      ['empty', '', ''],
      ['UTF-8 of one to four bytes', 'aé€😀', 'aé€😀'],
      ['a byte order mark', '\uFEFFa', '\uFEFFa'],
      ['control characters', '\0\r\n\u2028', '\0\r\n\u2028'],
      ['lone surrogates as U+FFFD', 'a\uD800b\uDC00', 'a\uFFFDb\uFFFD'],
    ])('carries %s', async (_, sent, arrived) => {
      const arrival = next('a');
      messages.publish('a', sent);
      expect((await arrival).text).toBe(arrived);
    });

    it('keeps the order of thousands of messages, over subjects too', async () => {
      const texts = collect('a.>');
      const sent = Array.from({ length: 10_000 }, (_, index) => String(index));
      for (const text of sent) messages.publish(`a.${Number(text) % 7}`, text);
      await settled();
      expect(texts).toEqual(sent);
    });

    it('never calls a handler inside a call', async () => {
      let inside = false;
      const seen: boolean[] = [];
      messages.subscribe('a', ({ text }) => {
        seen.push(inside);
        inside = true;
        if (text === 'first') messages.publish('a', 'second');
        inside = false;
      });
      inside = true;
      messages.publish('a', 'first');
      inside = false;
      await settled();
      await settled();
      expect(seen).toEqual([false, false]);
    });

    it('gives the next message to a handler that threw, and logs no text of either', async () => {
      const texts: string[] = [];
      messages.subscribe('a', ({ text }) => {
        texts.push(text);
        throw new Error(`SECRET ${text}`);
      });
      messages.publish('a', '1');
      messages.publish('a', '2');
      await settled();
      expect(texts).toEqual(['1', '2']);
      expect(logged.filter((line) => line.includes('"handler failed"') && line.includes('"subject":"a"'))).toHaveLength(
        2,
      );
      expect(logged.join()).not.toContain('SECRET');
    });

    it.each([
      ['a name with a colon', { 'a:b': 'c' }],
      ['a name with a blank', { 'a b': 'c' }],
      ['an empty name', { '': 'c' }],
      ['a line break', { a: 'b\r\nc: d' }],
    ])('refuses a header with %s', (_, headers) => {
      expect(() => messages.publish('a', '', { headers })).toThrow(TypeError);
    });
  });

  describe('queues', () => {
    it('give each message to one member, and all members get some', async () => {
      const members = [collect('a', 'q'), collect('a', 'q')];
      const others = [collect('a', 'other'), collect('a')];
      const sent = Array.from({ length: 100 }, (_, index) => String(index));
      for (const text of sent) messages.publish('a', text);
      await settled();
      expect(members.flat().toSorted(byNumber)).toEqual(sent);
      for (const member of members) expect(member.length).toBeGreaterThan(0);
      for (const other of others) expect(other).toEqual(sent);
    });

    it('span patterns', async () => {
      const members = [collect('a.*', 'q'), collect('a.b', 'q'), collect('>', 'q')];
      messages.publish('a.b', 'x');
      await settled();
      expect(members.flat().filter((text) => text === 'x')).toHaveLength(1);
    });
  });

  describe('requests', () => {
    it('are answered', async () => {
      messages.subscribe('a', (message) => message.respond(`${message.text}!`, { from: message.headers.from ?? '' }));
      const answer = await messages.request('a', 'hello', { ...forever, headers: { from: 'me' } });
      expect(answer.text).toBe('hello!');
      expect(answer.headers).toEqual({ from: 'me' });
    });

    it('get their own answer among thousands, whatever its order', async () => {
      const waiting: Message[] = [];
      messages.subscribe('a', (message) => {
        waiting.push(message);
        if (waiting.length === 2_000) for (const open of waiting.toReversed()) open.respond(open.text);
      });
      const numbers = Array.from({ length: 2_000 }, (_, index) => String(index));
      const answers = await Promise.all(numbers.map((number) => messages.request('a', number, forever)));
      expect(answers.map(({ text }) => text)).toEqual(numbers);
    });

    it('take the first answer', async () => {
      messages.subscribe('a', (message) => {
        message.respond('first');
        message.respond('second');
      });
      expect((await messages.request('a', '', forever)).text).toBe('first');
      await settled();
    });

    it('fail at once where nobody listens', async () => {
      const failure = messages.request('no.such', '', forever);
      await expect(failure).rejects.toThrow(NoResponders);
      await expect(failure).rejects.toMatchObject({ code: 'unavailable', message: expect.stringContaining('no.such') });
    });

    it('fail when nobody answers in time', async () => {
      messages.subscribe('a', () => {});
      const failure = messages.request('a', '', { timeoutMs: 1 });
      await expect(failure).rejects.toThrow(RequestTimeout);
      await expect(failure).rejects.toMatchObject({ code: 'deadline', message: 'no answer on a within 1 ms' });
    });

    it('end with the reason of their signal', async () => {
      messages.subscribe('a', () => {});
      const controller = new AbortController();
      const reason = new Error('not needed any more');
      const request = messages.request('a', '', { ...forever, signal: controller.signal });
      controller.abort(reason);
      await expect(request).rejects.toBe(reason);
    });

    it('are not sent when their signal has ended', async () => {
      const texts = collect('a');
      const reason = new Error('not needed');
      await expect(messages.request('a', '', { ...forever, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
      await settled();
      expect(texts).toEqual([]);
    });

    it('reject, never throw, what cannot be sent', async () => {
      await expect(messages.request('a b', '', forever)).rejects.toThrow(TypeError);
      await expect(messages.request('a', 'x'.repeat(maximumBytes + 1), forever)).rejects.toThrow(MessageTooLarge);
    });
  });

  describe('no responders', () => {
    it('is told to the publisher on the reply subject', async () => {
      const notice = next('answers.*');
      messages.publish('no.such', 'text', { reply: 'answers.1' });
      const message = await notice;
      expect(message.noResponders).toBe(true);
      expect(message.subject).toBe('answers.1');
      expect(message.text).toBe('');
    });

    it('is told to nobody where somebody listens, where no reply is asked for, or where the reply has a queue', async () => {
      const texts = collect('answers');
      messages.subscribe('queued', ({ text }) => texts.push(text), { queue: 'q' });
      messages.subscribe('a', () => {}, { queue: 'q' });
      messages.publish('a', '', { reply: 'answers' });
      messages.publish('no.such', '');
      messages.publish('no.such', '', { reply: 'queued' });
      messages.publish('no.such', '', { reply: 'no.such.either' });
      await settled();
      expect(texts).toEqual([]);
    });
  });

  describe('size', () => {
    it.each([
      ['text', 'x'.repeat(maximumBytes), {}],
      ['text of several bytes a character', '€'.repeat(Math.floor(maximumBytes / 3)), {}],
      ['headers', 'x'.repeat(maximumBytes - 'NATS/1.0\r\na: é\r\n\r\n'.length - 1), { a: 'é' }],
    ])('counts %s to the byte', async (_, text, headers) => {
      expect(messages.maximumBytes).toBe(maximumBytes);
      const texts = collect('a');
      messages.publish('a', text, { headers });
      expect(() => messages.publish('a', `${text}xx`, { headers })).toThrow(MessageTooLarge);
      await settled();
      expect(texts).toEqual([text]);
    });

    it('is refused with both numbers, by an answer too', async () => {
      const refusal = Promise.withResolvers<unknown>();
      messages.subscribe('a', (message) => {
        try {
          message.respond('x'.repeat(5_000));
        } catch (error) {
          refusal.resolve(error);
          message.respond('small');
        }
      });
      await messages.request('a', '', forever);
      expect(await refusal.promise).toMatchObject({
        code: 'invalid-request',
        bytes: 5_000,
        maximumBytes,
        message: 'the message has 5000 bytes; the broker accepts at most 4096: make it smaller or raise max_payload',
      });
    });
  });

  describe('drain', () => {
    it('handles what has arrived, then nothing', async () => {
      const texts: string[] = [];
      const subscription = messages.subscribe('a', ({ text }) => texts.push(text));
      for (let count = 0; count < 100; count++) messages.publish('a', String(count));
      await subscription.drain();
      expect(texts).toHaveLength(100);

      messages.publish('a', 'late');
      await settled();
      expect(texts).toHaveLength(100);
    });

    it('may be asked for twice and leaves others alone', async () => {
      const others = collect('a');
      const subscription = messages.subscribe('a', () => {});
      await Promise.all([subscription.drain(), subscription.drain()]);
      await subscription.drain();
      messages.publish('a', '');
      await settled();
      expect(others).toHaveLength(1);
    });

    it('leaves a queue to its other members', async () => {
      const leaving = messages.subscribe('a', () => {}, { queue: 'q' });
      const staying = collect('a', 'q');
      await leaving.drain();
      for (let count = 0; count < 10; count++) messages.publish('a', '');
      await settled();
      expect(staying).toHaveLength(10);
    });
  });

  describe('close', () => {
    it('handles what has arrived', async () => {
      const texts = collect('a');
      for (let count = 0; count < 100; count++) messages.publish('a', '');
      await messages.flush();
      await messages.close();
      expect(texts).toHaveLength(100);
    });

    it('ends open requests, refuses new ones and loses what is published', async () => {
      messages.subscribe('a', () => {});
      const open = expect(messages.request('a', '', forever)).rejects.toThrow(Disconnected);
      await messages.close();
      await open;
      await expect(messages.request('a', '', forever)).rejects.toThrow(Disconnected);
      await expect(messages.flush()).rejects.toThrow(Disconnected);
      expect(() => messages.subscribe('a', () => {})).toThrow(Disconnected);
      messages.publish('a', '');
      await messages.close();
    });
  });

  describe('service protocol', () => {
    const service = { name: 'sample', version: '1.2.3', description: 'A sample.', metadata: { kind: 'image' } };
    const identity = { name: 'sample', version: '1.2.3', metadata: { kind: 'image' }, id: expect.any(String) };

    it.each(['$SRV.PING', '$SRV.PING.sample'])('answers %s', async (subject) => {
      await messages.introduce(service);
      const { text } = await messages.request(subject, '', forever);
      expect(JSON.parse(text)).toEqual({ type: 'io.nats.micro.v1.ping_response', ...identity });
    });

    it('lists queue subscriptions as endpoints, and counts', async () => {
      await messages.introduce(service);
      messages.subscribe('work.image', ({ text }) => JSON.parse(text), { queue: 'image' });
      messages.publish('work.image', '{}');
      messages.publish('work.image', 'rubbish');
      await settled();
      const endpoint = { name: 'image', subject: 'work.image', queue_group: 'image', metadata: {} };

      const info = JSON.parse((await messages.request('$SRV.INFO.sample', '', forever)).text);
      expect(info).toEqual({
        ...identity,
        type: 'io.nats.micro.v1.info_response',
        description: 'A sample.',
        endpoints: [endpoint],
      });

      const stats = JSON.parse((await messages.request(`$SRV.STATS.sample.${info.id}`, '', forever)).text);
      expect(stats.type).toBe('io.nats.micro.v1.stats_response');
      expect(new Date(stats.started).getTime()).toBeLessThanOrEqual(Date.now());
      expect(stats.endpoints).toMatchObject([{ ...endpoint, num_requests: 2, num_errors: 1 }]);
    });
  });
});

const byNumber = (left: string, right: string): number => Number(left) - Number(right);
