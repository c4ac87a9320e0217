import { decode, encode, kinds, type Progress, type Summary, subjectsBelow } from '@specline/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sampleInventory, sampleRequest } from '../faults/sample.ts';
import { type Estate, startEstate } from './estate.ts';
import { type EventReader, type ReadEvent, readEvents } from './event-source.ts';

let estate: Estate;
beforeAll(async () => {
  estate = await startEstate();
  await pushNode();
});
afterAll(() => estate[Symbol.asyncDispose]());

const pushNode = () => estate.call('/v1/nodes/win-01/inventory', { method: 'PUT', body: encode(sampleInventory()) });

async function order(id: string, container: object = {}): Promise<void> {
  await estate.call('/v1/submissions', { method: 'POST', body: encode(sampleRequest({ id }, container)) });
  await estate.call(`/v1/outcomes/${id}?wait=10`);
}

interface Frame {
  readonly at: number;
  readonly events: readonly (Summary & { readonly sequence: number })[];
  readonly live: readonly {
    readonly progress: readonly Progress[];
    readonly inventory: readonly unknown[];
    readonly skipped: number;
  }[];
  readonly lost: number;
}

const frameOf = ({ data }: ReadEvent): Frame => decode(data) as Frame;

/** Reads frames until they have what is looked for, and gives all of them. */
async function framesUntil(reader: EventReader, enough: (frames: readonly Frame[]) => boolean): Promise<Frame[]> {
  const frames: Frame[] = [];
  while (!enough(frames)) {
    const read = await reader.next();
    if (read === undefined) throw new Error('the stream has ended');
    if (read.event === 'frame') frames.push(frameOf(read));
  }
  return frames;
}

const eventsOf = (frames: readonly Frame[]) => frames.flatMap(({ events }) => events);
const progressOf = (frames: readonly Frame[]) => frames.flatMap(({ live }) => live.flatMap(({ progress }) => progress));
const ended = (id: string) => (frames: readonly Frame[]) =>
  eventsOf(frames).some((event) => event.id === id && event.type !== 'accepted') &&
  progressOf(frames).filter(({ request }) => request === id).length === kinds.length;

/** A stream that has begun, so that nothing is missed. */
async function begun(query = '', headers = {}): Promise<EventReader> {
  const reader = await readEvents(`${estate.url}/v1/live${query}`, headers);
  expect(await reader.next()).toMatchObject({
    event: 'start',
    data: expect.stringMatching(/"at":\d+,"heartbeatMs":15000/),
  });
  return reader;
}

it('events and partials come together, and nothing private is in them', async () => {
  await using reader = await begun();
  await order('live-1', { HostConfig: { SecurityOpt: ['hush'] } });
  const frames = await framesUntil(reader, ended('live-1'));
  expect(eventsOf(frames).map(({ type }) => type)).toEqual(['accepted', 'failed']);
  const progress = progressOf(frames);
  expect(progress.map(({ kind }) => kind).toSorted()).toEqual([...kinds].toSorted());
  expect(progress.find(({ kind }) => kind === 'credentials')).toMatchObject({
    request: 'live-1',
    node: 'win-01',
    durationMs: expect.any(Number),
    result: 'invalid-parameter',
  });
  expect(encode(frames)).not.toContain('hush');
});

it('changes of inventories come, too', async () => {
  await using reader = await begun();
  const { document } = await pushNode();
  const frames = await framesUntil(reader, (read) => read.length > 0);
  expect(frames[0]?.live).toEqual([{ progress: [], inventory: [document], skipped: 0 }]);
});

it('begins with as many of the newest events as are asked for', async () => {
  await order('back-1');
  await order('back-2');
  await using reader = await begun('?last=3');
  const frames = await framesUntil(reader, (read) => eventsOf(read).length >= 3);
  expect(eventsOf(frames).map(({ id, type }) => `${id} ${type}`)).toEqual([
    'back-1 composed',
    'back-2 accepted',
    'back-2 composed',
  ]);
  expect(reader.lastEventId).toBe(`${eventsOf(frames).at(-1)?.sequence}`);
});

it('goes on without gaps or repeats after the gateway was restarted', async () => {
  await using before = await begun();
  await order('resumed-1');
  await framesUntil(before, ended('resumed-1'));
  const rest = before.take(9);
  await estate.restartGateway();
  expect((await rest).at(-1)).toMatchObject({ event: 'problem', data: expect.stringContaining('"unavailable"') });
  await order('resumed-2');
  await using again = await begun('', { 'last-event-id': before.lastEventId });
  const frames = await framesUntil(again, (read) => eventsOf(read).length >= 2);
  expect(eventsOf(frames).map(({ id, type }) => `${id} ${type}`)).toEqual(['resumed-2 accepted', 'resumed-2 composed']);
});

it('a flood of partials travels in few frames, the same for each reader', async () => {
  await using bus = await estate.connect();
  await using one = await begun();
  await using other = await begun();
  const subject = subjectsBelow('specline.v1').progress('image');
  const count = 2_000;
  for (let index = 0; index < count; index++) {
    const progress = { request: `flood-${index}`, node: 'win-01', kind: 'image', durationMs: 1, result: 'ok' };
    bus.messages.publish(subject, encode({ progress: [progress] }));
  }
  const last = (frames: readonly Frame[]) => progressOf(frames).some(({ request }) => request === `flood-${count - 1}`);
  const [first, second] = await Promise.all([framesUntil(one, last), framesUntil(other, last)]);
  expect(progressOf(first)).toHaveLength(count);
  expect(progressOf(second)).toEqual(progressOf(first));
  expect(first.length).toBeLessThan(count / 20);
});
