import { beforeEach, describe, expect, it, vi } from 'vitest';
import { StreamMissing } from '../journal/errors.ts';
import type { JournalEntry, ReadOptions } from '../journal.ts';
import { adapters, eachIn, keeping, type Place, textsOf } from './place.fixture.ts';

const numbers = (count: number): string[] => Array.from({ length: count }, (_, index) => String(index));

describe.each(adapters)('reading, %s', (adapter) => {
  const current = eachIn(adapter);
  let place: Place;
  beforeEach(async () => {
    place = current();
    await place.prepare();
  });

  const record = async (...texts: string[]): Promise<void> => {
    for (const text of texts) await place.journal.append(place.subjects.outcome(text), text, { headers: { h: text } });
  };
  const read = (options: ReadOptions = { from: 'first' }): Promise<JournalEntry[]> =>
    Array.fromAsync(place.journal.read(place.streams.outcomes, options));

  describe('last and at', () => {
    it('give one entry, or nothing', async () => {
      const { journal, subjects, streams } = place;
      await record('a', 'b');
      await journal.append(subjects.outcome('a'), 'later');
      expect(await journal.last(streams.outcomes, subjects.outcome('a'))).toMatchObject({ text: 'later', sequence: 3 });
      expect(await journal.last(streams.outcomes, subjects.outcome('c'))).toBeUndefined();
      expect(await journal.at(streams.outcomes, 2)).toMatchObject({ text: 'b', headers: { h: 'b' } });
      for (const sequence of [-1, 0, 4]) expect(await journal.at(streams.outcomes, sequence)).toBeUndefined();
    });

    it('end with the reason of their signal', async () => {
      const { journal, subjects, streams } = place;
      const signal = AbortSignal.abort('not needed');
      await expect(journal.last(streams.outcomes, subjects.outcome('a'), signal)).rejects.toBe('not needed');
      await expect(journal.at(streams.outcomes, 1, signal)).rejects.toBe('not needed');
    });
  });

  describe('read', () => {
    it('gives all entries in order, with what belongs to them', async () => {
      await record(...numbers(300));
      const entries = await read();
      expect(textsOf(entries)).toEqual(numbers(300));
      expect(entries[7]).toEqual({
        subject: place.subjects.outcome('7'),
        text: '7',
        headers: { h: '7' },
        sequence: 8,
        recordedAt: expect.any(Number),
      });
      expect(entries[7]).toEqual(await place.journal.at(place.streams.outcomes, 8));
    });

    it('ends at once where nothing is, or nothing fits', async () => {
      expect(await read()).toEqual([]);
      await record('a');
      expect(await read({ from: 'first', subject: place.subjects.outcome('b') })).toEqual([]);
      expect(await read({ from: 'next' })).toEqual([]);
      expect(await read({ from: { sequence: 2 } })).toEqual([]);
      await place.journal.remove(place.streams.outcomes, 1);
      expect(await read()).toEqual([]);
    });

    it('starts at a sequence, also one before the first or one that is gone', async () => {
      await record('a', 'b', 'c');
      await place.journal.remove(place.streams.outcomes, 2);
      expect(textsOf(await read({ from: { sequence: 2 } }))).toEqual(['c']);
      expect(textsOf(await read({ from: { sequence: 0 } }))).toEqual(['a', 'c']);
      expect(textsOf(await read({ from: { sequence: 3 } }))).toEqual(['c']);
    });

    it('starts at a time', async () => {
      await record('a');
      const [first] = await read();
      const since = (first?.recordedAt ?? 0) + 1;
      await vi.waitUntil(() => Date.now() > since);
      await record('b');
      expect(textsOf(await read({ from: { since } }))).toEqual(['b']);
      expect(textsOf(await read({ from: { since: 0 } }))).toEqual(['a', 'b']);
      expect(textsOf(await read({ from: { since: Date.now() + 60_000 } }))).toEqual([]);
    });

    it('gives those of one subject, wildcards too', async () => {
      const { journal, subjects, streams } = place;
      const texts = ['composed.a', 'failed.a', 'composed.b', 'failed.b'];
      await journal.append(subjects.event('composed', 'n', 'c', 'a'), 'composed.a');
      await journal.append(subjects.event('failed', 'n', 'c', 'a'), 'failed.a');
      await journal.append(subjects.event('composed', 'm', 'c', 'b'), 'composed.b');
      await journal.append(subjects.event('failed', 'm', 'c', 'b'), 'failed.b');
      const all = (subject: string): Promise<JournalEntry[]> =>
        Array.fromAsync(journal.read(streams.events, { subject, from: 'first' }));
      expect(textsOf(await all(subjects.events))).toEqual(texts);
      expect(textsOf(await all(subjects.events.replace('>', 'composed.>')))).toEqual(['composed.a', 'composed.b']);
      expect(textsOf(await all(subjects.events.replace('>', '*.m.*.*')))).toEqual(['composed.b', 'failed.b']);
      expect(textsOf(await all(subjects.event('failed', 'n', 'c', 'a')))).toEqual(['failed.a']);
      expect(textsOf(await all(subjects.events.replace('>', '*.x.*.*')))).toEqual([]);
    });

    it('leaves the texts out where only headers are asked for', async () => {
      await record('a');
      expect(await read({ from: 'first', headersOnly: true })).toMatchObject([{ text: '', headers: { h: 'a' } }]);
      const [entry] = await read({ from: 'first', headersOnly: true });
      expect(entry?.headers).toEqual({ h: 'a' });
    });

    it('ends at what was last when it began', async () => {
      await record('a', 'b');
      const texts: string[] = [];
      for await (const { text } of place.journal.read(place.streams.outcomes, { from: 'first' })) {
        texts.push(text);
        await record(`${text}${text}`);
      }
      expect(texts).toEqual(['a', 'b']);
    });

    it('may be left', async () => {
      await record('a', 'b');
      for await (const { text } of place.journal.read(place.streams.outcomes, { from: 'first' })) {
        expect(text).toBe('a');
        break;
      }
      expect(textsOf(await read())).toEqual(['a', 'b']);
    });

    it('ends with the reason of its signal', async () => {
      await record('a', 'b');
      const controller = new AbortController();
      const texts: string[] = [];
      const reading = (async () => {
        const options = { from: 'first', signal: controller.signal } as const;
        for await (const { text } of place.journal.read(place.streams.outcomes, options)) {
          texts.push(text);
          controller.abort('enough');
        }
      })();
      await expect(reading).rejects.toBe('enough');
      expect(texts).toEqual(['a']);
    });

    it('reads a queue too, what is in hand among it', async () => {
      const { journal, subjects, streams } = place;
      for (const text of ['a', 'b', 'c']) await journal.append(subjects.submit, text);
      const taken = Promise.withResolvers<string>();
      await journal.take(streams.submit, { maximumOpen: 1, acknowledgeWithinMs: 60_000 }, ({ text }) =>
        taken.resolve(text),
      );
      expect(await taken.promise).toBe('a');
      const all = (options: ReadOptions): Promise<JournalEntry[]> =>
        Array.fromAsync(journal.read(streams.submit, options));
      expect(textsOf(await all({ from: 'first' }))).toEqual(['a', 'b', 'c']);
      expect(textsOf(await all({ from: { sequence: 2 } }))).toEqual(['b', 'c']);
      expect(textsOf(await all({ from: { since: 0 } }))).toEqual(['a', 'b', 'c']);
      expect(await all({ from: { since: Date.now() + 60_000 } })).toEqual([]);
      expect(await all({ from: 'next' })).toEqual([]);
      expect(textsOf(await all({ from: 'first', headersOnly: true }))).toEqual(['', '', '']);
    });
  });

  describe('follow', () => {
    /** Follows, and gives the texts that came. */
    async function follow(options: ReadOptions): Promise<{ texts: string[]; stop(): Promise<void> }> {
      const texts: string[] = [];
      const following = await place.journal.follow(
        place.streams.outcomes,
        options,
        ({ text }) => void texts.push(text),
      );
      return { texts, stop: () => following.stop() };
    }

    it.each([
      ['first', ['a', 'b', 'c', 'd']],
      ['next', ['c', 'd']],
      [{ sequence: 2 }, ['b', 'c', 'd']],
      [{ sequence: 4 }, ['d']],
      [{ since: 0 }, ['a', 'b', 'c', 'd']],
    ] as const)('from %j goes on with what is recorded later', async (from, expected) => {
      await record('a', 'b');
      const { texts } = await follow({ from });
      await record('c', 'd');
      await expect.poll(() => texts).toEqual(expected);
    });

    it('gives thousands, one at a time and in order', async () => {
      const { journal, streams, subjects } = place;
      const texts: string[] = [];
      let handling = 0;
      await journal.follow(streams.outcomes, { from: 'first' }, async ({ text }) => {
        expect(++handling).toBe(1);
        await Promise.resolve();
        handling--;
        texts.push(text);
      });
      await Promise.all(numbers(2_000).map((text) => journal.append(subjects.outcome(text), text)));
      await expect.poll(() => texts.length, { timeout: 10_000 }).toBe(2_000);
      expect(texts).toEqual(numbers(2_000));
    });

    it('gives those of one subject', async () => {
      const { texts } = await follow({ from: 'next', subject: place.subjects.outcome('b') });
      await record('a', 'b', 'c', 'b');
      await expect.poll(() => texts).toEqual(['b', 'b']);
    });

    it('goes on behind an entry whose handler failed, and logs no text of either', async () => {
      const texts: string[] = [];
      await place.journal.follow(place.streams.outcomes, { from: 'first' }, ({ text }) => {
        texts.push(text);
        throw new Error(`SECRET ${text}`);
      });
      await record('a', 'b');
      await expect.poll(() => texts).toEqual(['a', 'b']);
      await expect.poll(() => place.logged.filter((line) => line.includes('"handler failed"'))).toHaveLength(2);
      expect(place.logged.join()).not.toContain('SECRET');
    });

    it('ends when stopped, from its handler too', async () => {
      const stopped = await follow({ from: 'first' });
      await stopped.stop();
      await stopped.stop();
      const texts: string[] = [];
      const following = await place.journal.follow(place.streams.outcomes, { from: 'first' }, async ({ text }) => {
        texts.push(text);
        await following.stop();
      });
      const other = await follow({ from: 'first' });
      await record('a', 'b');
      await expect.poll(() => other.texts).toEqual(['a', 'b']);
      expect(texts).toEqual(['a']);
      expect(stopped.texts).toEqual([]);
    });

    it('ends with its signal, and does not begin after it', async () => {
      const controller = new AbortController();
      const { texts } = await follow({ from: 'first', signal: controller.signal });
      controller.abort('enough');
      const other = await follow({ from: 'first' });
      await record('a');
      await expect.poll(() => other.texts).toEqual(['a']);
      expect(texts).toEqual([]);
      await expect(follow({ from: 'first', signal: controller.signal })).rejects.toBe('enough');
    });

    it('refuses a queue, whose entries leave it', async () => {
      const failure = place.journal.follow(place.streams.submit, { from: 'first' }, () => {});
      await expect(failure).rejects.toThrow(TypeError);
    });
  });

  it('names the stream that is missing', async () => {
    const { journal, streams } = place;
    const outcomes = { ...streams.outcomes, name: 'MISSING' };
    const submit = { ...streams.submit, name: 'MISSING' };
    for (const failure of [
      journal.last(outcomes, place.subjects.outcome('a')),
      journal.at(outcomes, 1),
      journal.remove(outcomes, 1),
      Array.fromAsync(journal.read(outcomes, { from: 'first' })),
      journal.follow(outcomes, { from: 'first' }, () => {}),
      journal.take(submit, { maximumOpen: 1, acknowledgeWithinMs: 1_000 }, () => {}),
    ]) {
      await expect(failure).rejects.toThrow(StreamMissing);
      await expect(failure).rejects.toThrow('the journal has no stream MISSING; start a service that prepares it');
    }
  });

  it('forgets what is older than its age', async () => {
    await place.prepare(keeping({ all: { maximumAgeMs: 100 } }));
    await record('a');
    await expect.poll(() => read()).toEqual([]);
    expect(textsOf(await read({ from: { sequence: 1 } }))).toEqual([]);
  });
});
