import { beforeEach, describe, expect, it } from 'vitest';
import { JournalUnavailable, StreamFull, StreamMissing } from '../journal/errors.ts';
import { MessageTooLarge } from '../messages/errors.ts';
import { adapters, eachIn, keeping, maximumBytes, type Place } from './place.fixture.ts';

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

describe.each(adapters)('recording, %s', (adapter) => {
  const current = eachIn(adapter);
  let place: Place;
  beforeEach(async () => {
    place = current();
    await place.prepare();
  });

  describe('append', () => {
    it.each([
      ['nothing', '', ''],
      ['UTF-8 of one to four bytes', 'aé€😀', 'aé€😀'],
      ['a byte order mark', '\uFEFFa', '\uFEFFa'],
      ['control characters', '\0\r\n\u2028', '\0\r\n\u2028'],
      ['lone surrogates as U+FFFD', 'a\uD800b\uDC00', 'a\uFFFDb\uFFFD'],
    ])('keeps %s', async (_, sent, kept) => {
      const { journal, subjects, streams } = place;
      const { sequence } = await journal.append(subjects.outcome('a'), sent);
      expect((await journal.at(streams.outcomes, sequence))?.text).toBe(kept);
      expect((await journal.last(streams.outcomes, subjects.outcome('a')))?.text).toBe(kept);
    });

    it('keeps subject, headers without blanks around their values, the message id among them, and the time', async () => {
      const { journal, subjects, streams } = place;
      const before = Date.now();
      const headers = { traceparent: ' x ', 'Content-Type': 'a/b: c', é: 'é' };
      await expect(journal.append(subjects.submit, '', { headers })).rejects.toThrow(TypeError);
      const { é: _, ...possible } = headers;
      const { sequence } = await journal.append(subjects.submit, 'x', { headers: possible, messageId: 'i' });
      const entry = await journal.at(streams.submit, sequence);
      expect(entry).toEqual({
        subject: subjects.submit,
        text: 'x',
        sequence,
        headers: { traceparent: 'x', 'Content-Type': 'a/b: c', 'Nats-Msg-Id': 'i' },
        recordedAt: expect.any(Number),
      });
      expect(entry?.recordedAt).toBeGreaterThanOrEqual(before);
      expect(entry?.recordedAt).toBeLessThanOrEqual(Date.now());
      expect(Number.isInteger(entry?.recordedAt)).toBe(true);
    });

    it('takes the headers of another entry, without what the broker put there', async () => {
      const { journal, subjects, streams } = place;
      const subject = subjects.outcome('a');
      await journal.appendFirst(streams.outcomes, subject, '', { headers: { h: '1' }, messageId: 'i' });
      const headers = (await journal.at(streams.outcomes, 1))?.headers ?? {};
      expect(headers).toEqual({ h: '1', 'Nats-Msg-Id': 'i' });
      expect(await journal.append(subject, '', { headers })).toEqual({ sequence: 2, duplicate: false });
      expect(await journal.append(subject, '', { headers: { 'nats-rollup': 'all', h: '1' } })).toMatchObject({
        sequence: 3,
      });
      for (const sequence of [2, 3]) {
        expect((await journal.at(streams.outcomes, sequence))?.headers).toEqual({ h: '1' });
      }
    });

    it('gives sequences that grow, in the order of the calls', async () => {
      const { journal, subjects } = place;
      const all = await Promise.all(numbers(100).map((text) => journal.append(subjects.submit, String(text))));
      expect(all.map(({ sequence }) => sequence)).toEqual(numbers(100).map((index) => index + 1));
    });

    it('records a message id once within the duplicate window, and says which entry it was', async () => {
      const { journal, subjects, streams } = place;
      const first = await journal.append(subjects.submit, 'first', { messageId: 'i' });
      await journal.append(subjects.submit, 'other', { messageId: 'j' });
      expect(first.duplicate).toBe(false);
      const again = await journal.append(subjects.submit, 'second', { messageId: 'i' });
      expect(again).toEqual({ sequence: first.sequence, duplicate: true });
      expect(await journal.remove(streams.submit, first.sequence)).toBe(true);
      expect(await journal.append(subjects.submit, 'third', { messageId: 'i' })).toEqual(again);
    });

    it('records a message id again after the duplicate window', async () => {
      const { journal, subjects } = place;
      await place.prepare(keeping({ duplicateWindowMs: 100 }));
      const { sequence } = await journal.append(subjects.submit, '', { messageId: 'i' });
      await expect
        .poll(() => journal.append(subjects.submit, '', { messageId: 'i' }))
        .toEqual({ sequence: sequence + 1, duplicate: false });
    });

    it('refuses a subject or header that cannot be', async () => {
      const { journal, subjects } = place;
      await expect(journal.append('a b', '')).rejects.toThrow(TypeError);
      await expect(journal.append(subjects.outcomes, '')).rejects.toThrow(TypeError);
      await expect(journal.append(subjects.submit, '', { headers: { 'a:b': '' } })).rejects.toThrow(TypeError);
      await expect(journal.append(subjects.submit, '', { messageId: 'a\r\nb: c' })).rejects.toThrow(TypeError);
    });

    it('refuses more bytes than the broker takes, and keeps the connection', async () => {
      const { journal, subjects } = place;
      const text = 'x'.repeat(maximumBytes + 1);
      await expect(journal.append(subjects.submit, text)).rejects.toThrow(MessageTooLarge);
      await expect(journal.append(subjects.submit, text)).rejects.toMatchObject({ code: 'invalid-request' });
      await journal.append(subjects.submit, 'x'.repeat(maximumBytes));
    });

    it('names the subject that no stream keeps', async () => {
      const failure = place.journal.append('no.such.subject', '');
      await expect(failure).rejects.toThrow(StreamMissing);
      await expect(failure).rejects.toMatchObject({
        code: 'unavailable',
        message: 'the journal has no stream for no.such.subject; start a service that prepares it',
      });
    });

    it('ends with the reason of its signal, unrecorded where it had ended before', async () => {
      const { journal, subjects, streams } = place;
      const reason = new Error('not needed');
      await expect(journal.append(subjects.submit, '', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
      expect(await journal.last(streams.submit, subjects.submit)).toBeUndefined();
    });
  });

  describe('appendFirst', () => {
    it('records where nothing is, and else gives what is there', async () => {
      const { journal, subjects, streams } = place;
      const subject = subjects.outcome('a');
      const first = await journal.appendFirst(streams.outcomes, subject, 'first', { headers: { h: '1' } });
      expect(first).toMatchObject({ first: true, sequence: 1 });
      expect(await journal.appendFirst(streams.outcomes, subject, 'second')).toEqual({
        first: false,
        entry: { subject, text: 'first', headers: { h: '1' }, sequence: 1, recordedAt: expect.any(Number) },
      });
      expect(await journal.appendFirst(streams.outcomes, subjects.outcome('b'), '')).toMatchObject({ first: true });
    });

    it('has exactly one first among many writers, and all others learn of that one', async () => {
      const { subjects, streams } = place;
      const journals = await Promise.all([place.another(), place.another(), place.another()]);
      const results = await Promise.all(
        numbers(60).map(async (writer) =>
          journals[writer % 3]?.appendFirst(streams.outcomes, subjects.outcome('a'), String(writer)),
        ),
      );
      const winner = results.findIndex((result) => result?.first);
      for (const [writer, result] of results.entries()) {
        if (writer !== winner) expect(result).toMatchObject({ first: false, entry: { text: String(winner) } });
      }
    });

    it('records where what was there is gone, also under the same message id', async () => {
      const { journal, subjects, streams } = place;
      const subject = subjects.outcome('a');
      await journal.appendFirst(streams.outcomes, subject, '', { messageId: 'i' });
      await journal.remove(streams.outcomes, 1);
      expect(await journal.appendFirst(streams.outcomes, subject, '', { messageId: 'i' })).toEqual({
        first: true,
        sequence: 2,
      });
    });
  });

  describe('appendOnce', () => {
    const once = (value: string, subject = place.subjects.outcome('a')): Promise<boolean> =>
      place.journal.appendOnce(place.streams.outcomes, subject, 'x', { headers: { key: value }, key: 'key' });

    it('records each value of the key once on a subject', async () => {
      const { journal, subjects } = place;
      expect(await once('1')).toBe(true);
      expect(await once('1')).toBe(false);
      expect(await once('2')).toBe(true);
      expect(await once(' 1 ')).toBe(false);
      expect(await once('2')).toBe(false);
      await journal.append(subjects.outcome('a'), 'without the header');
      expect(await once('3')).toBe(true);
      expect(await once('1')).toBe(false);
      expect(await once('1', subjects.outcome('b'))).toBe(true);
    });

    it('refuses where the header is not there', async () => {
      const { journal, subjects, streams } = place;
      const options = { headers: { other: '' }, key: 'key' };
      await expect(journal.appendOnce(streams.outcomes, subjects.outcome('a'), '', options)).rejects.toThrow(TypeError);
    });

    it('records each value once among many writers of several values', async () => {
      const { subjects, streams, journal } = place;
      const journals = await Promise.all([place.another(), place.another(), place.another()]);
      const results = await Promise.all(
        numbers(40).map(async (writer) =>
          journals[writer % 3]?.appendOnce(streams.outcomes, subjects.outcome('a'), '', {
            headers: { key: String(writer % 4) },
            key: 'key',
          }),
        ),
      );
      expect(results.filter((recorded) => recorded)).toHaveLength(4);
      const entries = await Array.fromAsync(journal.read(streams.outcomes, { from: 'first' }));
      expect(entries.map(({ headers }) => headers.key).toSorted()).toEqual(['0', '1', '2', '3']);
    });

    it('records again where the entry is gone', async () => {
      await once('1');
      await once('2');
      await place.journal.remove(place.streams.outcomes, 2);
      expect(await once('2')).toBe(true);
      await place.journal.remove(place.streams.outcomes, 1);
      await place.journal.remove(place.streams.outcomes, 3);
      expect(await once('1')).toBe(true);
    });
  });

  it.each(['appendFirst', 'appendOnce'] as const)('%s refuses a subject of another stream', async (method) => {
    const { journal, subjects, streams } = place;
    const options = { headers: { key: '1' }, key: 'key' };
    await expect(journal[method](streams.events, subjects.outcome('a'), '', options)).rejects.toThrow(TypeError);
  });

  describe('limits', () => {
    it('refuse a new entry of a full stream that must lose none, and take it when there is room', async () => {
      const { journal, subjects, streams } = place;
      await place.prepare(keeping({ all: { maximumBytes: 4_096 } }));
      const text = 'x'.repeat(1_500);
      await journal.append(subjects.submit, text, { messageId: 'first' });
      await journal.append(subjects.submit, text);
      const failure = journal.append(subjects.submit, text);
      await expect(failure).rejects.toThrow(StreamFull);
      await expect(failure).rejects.toMatchObject({
        code: 'overloaded',
        message: `the journal has no room for ${subjects.submit}: maximum bytes exceeded`,
      });
      expect(await journal.append(subjects.submit, text, { messageId: 'first' })).toMatchObject({ duplicate: true });
      await journal.remove(streams.submit, 1);
      await journal.append(subjects.submit, text);
    });

    it('refuse a conditional entry of a full stream too, but still give what is there', async () => {
      const { journal, subjects, streams } = place;
      await place.prepare(keeping({ all: { maximumBytes: 2_048 } }));
      const text = 'x'.repeat(1_500);
      await journal.appendFirst(streams.outcomes, subjects.outcome('a'), text);
      await expect(journal.appendFirst(streams.outcomes, subjects.outcome('b'), text)).rejects.toThrow(StreamFull);
      expect(await journal.appendFirst(streams.outcomes, subjects.outcome('a'), text)).toMatchObject({ first: false });
    });

    it('drop the oldest of a stream that may lose them', async () => {
      const { journal, subjects, streams } = place;
      await place.prepare(keeping({ all: { maximumBytes: 4_096 } }));
      const subject = subjects.event('composed', 'n', 'c', 'i');
      for (const _ of numbers(4)) await journal.append(subject, 'x'.repeat(1_500));
      expect(await journal.at(streams.events, 2)).toBeUndefined();
      expect(await journal.at(streams.events, 3)).toBeDefined();
    });

    it('end with the age of an entry', async () => {
      const { journal, subjects, streams } = place;
      await place.prepare(keeping({ all: { maximumAgeMs: 100 } }));
      await journal.appendFirst(streams.outcomes, subjects.outcome('a'), '');
      await expect.poll(() => journal.last(streams.outcomes, subjects.outcome('a'))).toBeUndefined();
      expect(await journal.appendFirst(streams.outcomes, subjects.outcome('a'), '')).toEqual({
        first: true,
        sequence: 2,
      });
    });
  });

  it('finds the last entry of a subject on a replica, too, also where its stream is not read directly', async () => {
    const { journal, subjects, streams } = place;
    const own = { 'Content-Type': 'a/b', 'Nats-Expected-Stream': 'x', traceparent: 'x' };
    for (const [stream, subject] of [
      [streams.outcomes, subjects.outcome('a.é')],
      [streams.events, subjects.event('failed', 'n', 'c', 'a')],
    ] as const) {
      expect(await journal.lastOnReplica(stream, subject)).toBeUndefined();
      await journal.appendFirst(stream, subject, '{"é":1}', { headers: own, messageId: 'i' });
      const last = await journal.last(stream, subject);
      expect(last?.headers).toEqual({ 'Content-Type': 'a/b', traceparent: 'x', 'Nats-Msg-Id': 'i' });
      expect(await journal.lastOnReplica(stream, subject)).toEqual(last);
    }
  });

  it('removes one entry, once', async () => {
    const { journal, subjects, streams } = place;
    await journal.append(subjects.submit, '');
    expect(await journal.remove(streams.submit, 1)).toBe(true);
    expect(await journal.remove(streams.submit, 1)).toBe(false);
    expect(await journal.remove(streams.submit, 99)).toBe(false);
    expect(await journal.at(streams.submit, 1)).toBeUndefined();
  });

  it('is unavailable once closed', async () => {
    const { journal, subjects, streams } = place;
    await place.close();
    for (const call of [
      () => journal.append(subjects.submit, ''),
      () => journal.appendFirst(streams.outcomes, subjects.outcome('a'), ''),
      () => journal.last(streams.outcomes, subjects.outcome('a')),
      () => journal.lastOnReplica(streams.outcomes, subjects.outcome('a')),
      () => journal.at(streams.outcomes, 1),
      () => journal.remove(streams.outcomes, 1),
      () => Array.fromAsync(journal.read(streams.outcomes, { from: 'first' })),
      () => journal.follow(streams.outcomes, { from: 'first' }, () => {}),
      () => journal.take(streams.submit, { maximumOpen: 1, acknowledgeWithinMs: 1_000 }, () => {}),
    ]) {
      await expect(call()).rejects.toThrow(JournalUnavailable);
      await expect(call()).rejects.toMatchObject({ code: 'unavailable' });
    }
  });
});
