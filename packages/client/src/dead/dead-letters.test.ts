import type { Journal } from '@specline/bus';
import { encode, journalHeaders, submitMessageId } from '@specline/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adapters, journalWith, startBus, streams, subjects, type TestBus } from '../bus.fixture.ts';
import { speclineOn } from '../connect.ts';
import { bury, digestOf, request, traceparent } from '../records.fixture.ts';
import type { Specline } from '../specline.ts';

describe.each(adapters)('dead letters, %s', (adapter) => {
  let test: TestBus;
  let journal: Journal;
  let specline: Specline;
  beforeAll(async () => {
    test = await startBus(adapter);
    journal = test.bus.journal;
    specline = speclineOn(test.bus);
  });
  afterAll(() => test[Symbol.asyncDispose]());

  const asked = request({ id: 'web.1', node: 'win 01' });
  const letter = {
    recordedAt: expect.any(Date),
    id: 'web.1',
    reason: 'deliveries',
    explanation: 'handed out 5 times',
    deliveries: 5,
    submitSequence: 8,
    submitMessageId: submitMessageId('web.1', digestOf(asked)),
    node: 'win 01',
    container: 'c1',
    traceparent,
    cutFromBytes: undefined,
  };
  const all = () => Array.fromAsync(specline.dead.list());

  it('are listed without what was submitted, and shown with it', async () => {
    const sequence = await bury(journal, asked, { sequence: 8 });
    expect(await all()).toEqual([{ ...letter, sequence }]);
    const shown = await specline.dead.show(sequence);
    expect(shown).toEqual({ ...letter, sequence, text: encode(asked), headers: expect.any(Object) });
    expect(shown?.headers).toMatchObject({ [journalHeaders.reason]: 'deliveries' });
    expect(await specline.dead.show(sequence + 1)).toBeUndefined();
  });

  it('of a submit without names are listed, too', async () => {
    const headers = { [journalHeaders.reason]: 'unreadable', [journalHeaders.submitSequence]: '9' };
    const { sequence } = await journal.append(subjects.dead('sequence:9'), '{', { headers });
    expect((await all()).find((each) => each.sequence === sequence)).toMatchObject({
      id: 'sequence:9',
      reason: 'unreadable',
      node: undefined,
      submitMessageId: undefined,
    });
  });

  it('are submitted again and removed', async () => {
    const sequence = await bury(journal, asked);
    const retried = await specline.dead.retry(sequence);
    expect(retried).toEqual({ id: 'web.1', submitSequence: expect.any(Number) });
    expect(await specline.dead.show(sequence)).toBeUndefined();
    expect(await journal.at(streams.submit, retried.submitSequence)).toMatchObject({
      subject: subjects.submit,
      text: encode(asked),
      headers: {
        [journalHeaders.retryOf]: String(sequence),
        [journalHeaders.messageId]: `${letter.submitMessageId}:retry-${sequence}`,
        [journalHeaders.traceparent]: traceparent,
      },
    });
  });

  it('are submitted once where that was interrupted before they were removed', async () => {
    const sequence = await bury(journal, asked);
    const deaf = journalWith(journal, { remove: () => Promise.reject(new Error('cut off')) });
    await expect(speclineOn({ ...test.bus, journal: deaf }).dead.retry(sequence)).rejects.toThrow('cut off');
    const retried = await specline.dead.retry(sequence);
    const submits = await Array.fromAsync(journal.read(streams.submit, { from: 'first' }));
    const ofThis = submits.filter(({ headers }) => headers[journalHeaders.retryOf] === String(sequence));
    expect(ofThis.map((entry) => entry.sequence)).toEqual([retried.submitSequence]);
  });

  it('that hold only the beginning of what was submitted cannot be retried, and stay', async () => {
    const sequence = await bury(journal, asked, { headers: { [journalHeaders.cutFromBytes]: '1048000' } });
    await expect(specline.dead.retry(sequence)).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('only the beginning of the 1048000 bytes'),
    });
    expect(await specline.dead.show(sequence)).toMatchObject({ cutFromBytes: 1_048_000 });
  });

  it('that are not there cannot be retried', async () => {
    await expect(specline.dead.retry(4_711)).rejects.toMatchObject({ name: 'SpeclineError', code: 'not-found' });
  });
});
