import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import type { Journal } from '@specline/bus';
import { decode, encode, type Summary, subjectsBelow } from '@specline/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sampleInventory, sampleRequest } from '../faults/sample.ts';
import { type Estate, startEstate } from './estate.ts';
import { type ReadEvent, readEvents } from './event-source.ts';

let estate: Estate;
beforeAll(async () => {
  estate = await startEstate({ SPECLINE_HTTP_HEARTBEAT: '200ms', SPECLINE_HTTP_STALLED_AFTER: '1s' });
  for (const name of ['win-01', 'win-02']) {
    const inventory = sampleInventory({ node: { ...sampleInventory().node, name } });
    await estate.call(`/v1/nodes/${name}/inventory`, { method: 'PUT', body: encode(inventory) });
  }
});
afterAll(() => estate[Symbol.asyncDispose]());

/** Orders one and waits for its end: an event that it is accepted, and one of its outcome. */
async function order(id: string, node = 'win-01', container: object = {}): Promise<void> {
  const body = encode(sampleRequest({ id, node }, container));
  await estate.call('/v1/submissions', { method: 'POST', body });
  await estate.call(`/v1/outcomes/${id}?wait=10`);
}

const said = ({ event, data }: ReadEvent) => {
  const { type, id } = decode(data) as Summary;
  expect(event).toBe(type);
  return `${id} ${type}`;
};

it('events come as they happen, in order, and nothing private is in them', async () => {
  await using reader = await readEvents(`${estate.url}/v1/events`);
  await order('live-1', 'win-01', { HostConfig: { SecurityOpt: ['hush'] } });
  const events = await reader.take(2);
  expect(events.map(said)).toEqual(['live-1 accepted', 'live-1 failed']);
  expect(decode(events[1]?.data ?? '')).toMatchObject({ sequence: Number(events[1]?.id), node: 'win-01' });
  expect(encode(events)).not.toContain('hush');
});

it.each([
  ['of one type', 'types=composed', ['mixed-1 composed', 'mixed-3 composed']],
  ['of two types', 'types=failed,composed', ['mixed-1 composed', 'mixed-2 failed', 'mixed-3 composed']],
  ['of one node', 'node=win-02', ['mixed-3 accepted', 'mixed-3 composed']],
  ['of one type and node', 'types=accepted&node=win-02', ['mixed-3 accepted']],
])('only those %s, where that is asked for', async (_title, query, expected) => {
  const after = await newestId();
  const marks = expected.map((each) => each.replace('mixed', `mixed-${query.length}`));
  await order(`mixed-${query.length}-1`);
  await order(`mixed-${query.length}-2`, 'win-01', { Id: 'unknown' });
  await order(`mixed-${query.length}-3`, 'win-02');
  await using reader = await readEvents(`${estate.url}/v1/events?${query}`, { 'last-event-id': after });
  expect((await reader.take(expected.length)).map(said)).toEqual(marks);
});

it('a stream says that it is there while nothing happens', async () => {
  await using reader = await readEvents(`${estate.url}/v1/events?node=nobody`);
  void reader.next().catch(() => {});
  await expect.poll(() => reader.comments).toBeGreaterThan(2);
});

it('goes on without gaps or repeats after the gateway was restarted, also before its first event', async () => {
  const start = await newestId();
  await using before = await readEvents(`${estate.url}/v1/events`);
  const ended = before.take(9);
  await expect.poll(() => before.lastEventId).toBe(start);
  await estate.restartGateway();
  // The last says that the gateway ends.
  expect((await ended).map(({ event }) => event)).toEqual(['problem']);
  await order('resumed-1');
  await using again = await readEvents(`${estate.url}/v1/events`, { 'last-event-id': before.lastEventId });
  const [accepted] = await again.take(1);
  await estate.restartGateway();
  await order('resumed-2');
  await using third = await readEvents(`${estate.url}/v1/events`, { 'last-event-id': accepted?.id ?? '' });
  expect([accepted, ...(await third.take(3))].map((event) => event && said(event))).toEqual([
    'resumed-1 accepted',
    'resumed-1 composed',
    'resumed-2 accepted',
    'resumed-2 composed',
  ]);
});

it('readers that take nothing are dropped, and cost no memory; one that is quick gets all', {
  timeout: 60_000,
}, async () => {
  const start = await newestId();
  await using bus = await estate.connect();
  const count = 1_500;
  for (let index = 0; index < count; index++) await record(bus.journal, `bulk-${index}`);
  const before = residentMebibytes(estate.gateway.pid);
  const slow = await Promise.all(Array.from({ length: 10 }, () => stalledReader(start)));
  await using quick = await readEvents(`${estate.url}/v1/events`, { 'last-event-id': start });
  expect((await quick.take(count)).map(({ data }) => (decode(data) as Summary).id)).toEqual(
    Array.from({ length: count }, (_, index) => `bulk-${index}`),
  );
  const dropped = (): number =>
    estate.gateway.stderr().split('event stream dropped, its reader takes nothing').length - 1;
  await expect.poll(dropped, { timeout: 20_000 }).toBe(10);
  // Ten times thirty, were they kept for those readers.
  expect(residentMebibytes(estate.gateway.pid) - before).toBeLessThan(120);
  // They read now, and find the end of what was on its way, not the rest.
  for (const socket of slow) socket.resume();
  await expect.poll(() => slow.filter(({ closed }) => closed)).toHaveLength(10);
});

/** Asks for events and reads none. */
async function stalledReader(lastEventId: string): Promise<Socket> {
  const { port, hostname } = new URL(estate.url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  socket.pause();
  socket.write(`GET /v1/events HTTP/1.1\r\nHost: localhost\r\nLast-Event-ID: ${lastEventId}\r\n\r\n`);
  return socket;
}

/** An event of some twenty thousand bytes. */
async function record(journal: Journal, id: string): Promise<void> {
  const error = { code: 'system', kind: 'mounts', message: 'x'.repeat(1_000) } as const;
  const summary = { type: 'failed', id, node: 'bulk', container: 'c', errors: Array.from({ length: 20 }, () => error) };
  await journal.append(subjectsBelow('specline.v1').event('failed', 'bulk', 'c', id), encode(summary));
}

/** The place of the newest event. */
async function newestId(): Promise<string> {
  await using reader = await readEvents(`${estate.url}/v1/events?node=nobody`);
  void reader.next().catch(() => {});
  await expect.poll(() => reader.lastEventId).not.toBe('');
  return reader.lastEventId;
}

const residentMebibytes = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
