import { beforeEach, describe, expect, it } from 'vitest';
import { StreamConflict, StreamFull } from '../journal/errors.ts';
import { adapters, eachIn, keeping, type Place, textsOf } from './place.fixture.ts';

describe.each(adapters)('preparing, %s', (adapter) => {
  const current = eachIn(adapter);
  let place: Place;
  beforeEach(() => {
    place = current();
  });

  it('may be done again, and keeps what is recorded', async () => {
    const { journal, subjects, streams } = place;
    await place.prepare();
    await journal.append(subjects.submit, 'a');
    await place.prepare();
    expect(textsOf(await Array.fromAsync(journal.read(streams.submit, { from: 'first' })))).toEqual(['a']);
  });

  it('may be done by many at once', async () => {
    const { streams, subjects } = place;
    const journals = await Promise.all(Array.from({ length: 8 }, () => place.another()));
    await Promise.all(journals.map((journal) => journal.prepare(Object.values(streams), keeping())));
    await place.journal.append(subjects.submit, 'a');
  });

  it('changes the limits of streams that live', async () => {
    const { journal, subjects, streams } = place;
    const text = 'x'.repeat(1_000);
    await place.prepare(keeping({ all: { maximumBytes: 1_500 } }));
    await journal.append(subjects.submit, text);
    await expect(journal.append(subjects.submit, text)).rejects.toThrow(StreamFull);
    await place.prepare(keeping({ all: { maximumBytes: 3_000 } }));
    await journal.append(subjects.submit, text);
    await place.prepare(keeping({ all: { maximumBytes: 3_000, maximumAgeMs: 100 }, duplicateWindowMs: 60_000 }));
    await expect.poll(() => journal.at(streams.submit, 1)).toBeUndefined();
  });

  it('refuses to throw away by fewer bytes what a stream must not lose', async () => {
    const { journal, subjects, streams } = place;
    await place.prepare();
    await journal.append(subjects.submit, 'x'.repeat(2_000));
    const failure = journal.prepare([streams.submit], keeping({ all: { maximumBytes: 1_000 } }));
    await expect(failure).rejects.toThrow(StreamConflict);
    await expect(failure).rejects.toThrow(
      /^the stream t\w+_SUBMIT has bytes of entries 20\d\d, wanted is at most 1000$/,
    );
    expect(await journal.at(streams.submit, 1)).toBeDefined();
  });

  it('lets the oldest go by fewer bytes where that may be', async () => {
    const { journal, subjects, streams } = place;
    await place.prepare();
    for (const id of ['a', 'b']) await journal.append(subjects.event('composed', 'n', 'c', id), 'x'.repeat(600));
    await journal.prepare([streams.events], keeping({ all: { maximumBytes: 1_000 } }));
    expect(await journal.at(streams.events, 1)).toBeUndefined();
    expect(await journal.at(streams.events, 2)).toBeDefined();
  });

  it.each([
    [
      'subject',
      { subject: 'other.*' },
      {},
      /^the stream t\w+_OUTCOMES has subject \S+\.outcome\.\*, wanted is other\.\*$/,
    ],
    ['retention', { keeps: 'queue' as const }, {}, /^the stream t\w+_OUTCOMES has retention log, wanted is queue$/],
    ['storage', {}, { storage: 'memory' as const }, /^the stream t\w+_OUTCOMES has storage file, wanted is memory$/],
  ])('refuses a stream of other %s', async (_, definition, changes, words) => {
    const { journal, streams } = place;
    await place.prepare();
    const failure = journal.prepare([{ ...streams.outcomes, ...definition }], keeping(changes));
    await expect(failure).rejects.toThrow(StreamConflict);
    await expect(failure).rejects.toMatchObject({ code: 'invalid-request', message: expect.stringMatching(words) });
  });

  it('refuses a subject that another stream has', async () => {
    const { journal, streams } = place;
    await place.prepare();
    const failure = journal.prepare([{ ...streams.outcomes, name: `${streams.outcomes.name}_2` }], keeping());
    await expect(failure).rejects.toThrow(StreamConflict);
  });
});
