import { beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '../messages.ts';
import { adapters, eachIn, type Place } from './place.fixture.ts';

describe.each(adapters)('messages and journal of one bus, %s', (adapter) => {
  const current = eachIn(adapter);
  let place: Place;
  beforeEach(async () => {
    place = current();
    await place.prepare();
  });
  const heard = (subject: string, count: number): Promise<Message[]> =>
    new Promise((resolve) => {
      const messages: Message[] = [];
      place.messages.subscribe(subject, (message) => {
        if (messages.push(message) === count) resolve(messages);
      });
    });

  it('record what is published on a subject of a stream', async () => {
    const { messages, journal, subjects, streams } = place;
    const subject = subjects.event('accepted', 'n', 'c', 'i');
    messages.publish(subject, 'one', { headers: { 'ce-id': '1' } });
    messages.publish('elsewhere', 'not kept');
    messages.publish(subject, 'two');
    await messages.flush();
    await expect.poll(async () => (await journal.last(streams.events, subject))?.text).toBe('two');
    const entries = await Array.fromAsync(journal.read(streams.events, { from: 'first' }));
    expect(entries).toMatchObject([
      { subject, text: 'one', headers: { 'ce-id': '1' } },
      { subject, text: 'two' },
    ]);
  });

  it('hand out what is recorded, in order', async () => {
    const { messages, journal, subjects, streams } = place;
    const subject = subjects.event('composed', 'n', 'c', 'i');
    const another = subjects.event('composed', 'n', 'c', 'j');
    const arriving = heard(subjects.events, 3);
    await messages.flush();
    await journal.append(subject, 'one');
    await journal.appendOnce(streams.events, another, 'two', { headers: { 'ce-id': '2' }, key: 'ce-id' });
    messages.publish(subject, 'three');
    expect((await arriving).map(({ text }) => text)).toEqual(['one', 'two', 'three']);
    await expect.poll(async () => (await journal.last(streams.events, subject))?.text).toBe('three');
    expect(await Array.fromAsync(journal.read(streams.events, { from: 'first' }))).toHaveLength(3);
  });
});
