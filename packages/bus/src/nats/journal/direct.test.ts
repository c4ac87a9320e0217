import { startNats, type TestServer } from '@specline/testing';
import { connect, type NatsConnection } from 'nats';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPlace, type Place } from '../../journal-conformance/place.fixture.ts';

let server: TestServer;
let place: Place;
let other: NatsConnection;

beforeAll(async () => {
  server = await startNats({ jetstream: true });
  [place, other] = await Promise.all([openPlace(server.url), connect({ servers: [server.url] })]);
  await place.prepare();
});

afterAll(async () => {
  await Promise.all([place.close(), other.close()]);
  await server.stop();
});

/** The operations of JetStream's API that something calls. */
async function called(work: () => Promise<unknown>): Promise<string[]> {
  const { name } = place.streams.outcomes;
  const heard: string[] = [];
  const subscription = other.subscribe('$JS.API.>', {
    callback: (_, { subject }) => void heard.push(subject.slice('$JS.API.'.length).split(`.${name}`)[0] ?? ''),
  });
  await other.flush();
  await work();
  await other.flush();
  subscription.unsubscribe();
  return heard;
}

it('asks the leader where no replica answers, and from then on only him for a while', async () => {
  const { journal, subjects, streams } = place;
  const subject = subjects.outcome('a');
  await journal.append(subject, '1');
  const look = async () => expect(await journal.lastOnReplica(streams.outcomes, subject)).toMatchObject({ text: '1' });
  expect(await called(look)).toEqual(['DIRECT.GET']);

  const { streams: manager } = await other.jetstreamManager();
  await manager.update(streams.outcomes.name, { allow_direct: false });
  expect(await called(look)).toEqual(['DIRECT.GET', 'STREAM.MSG.GET']);
  expect(await called(look)).toEqual(['STREAM.MSG.GET']);
});
