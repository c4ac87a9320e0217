import { createConnection } from 'node:net';
import { startNats, type TestServer } from '@specline/testing';
import { connect } from 'nats';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { JournalUnavailable, StreamConflict } from '../../journal/errors.ts';
import type { Delivery, JournalEntry } from '../../journal.ts';
import { keeping, openPlace, type Place, textsOf } from '../../journal-conformance/place.fixture.ts';

const patient = { timeout: 20_000 };
const numbers = (count: number): string[] => Array.from({ length: count }, (_, index) => String(index));

/** Writes until stopped, each text until it is recorded; gives what was. */
function writer(write: (text: string) => Promise<unknown>) {
  const recorded: string[] = [];
  let going = true;
  const done = (async () => {
    for (let index = 0; going; ) {
      try {
        await write(String(index));
        recorded.push(String(index++));
      } catch (error) {
        expect(error).toBeInstanceOf(JournalUnavailable);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
  })();
  return {
    recorded,
    stop: async () => {
      going = false;
      await done;
    },
  };
}

describe('a server that is killed and comes back on its store', () => {
  let server: TestServer;
  let place: Place;
  beforeEach(async () => {
    server = await startNats({ jetstream: true });
    place = await openPlace(server.url);
    await place.prepare();
  });
  afterEach(async () => {
    await place.close();
    await server.stop();
  });

  async function killAndRestart(times: number, between: () => Promise<unknown>): Promise<void> {
    for (let time = 0; time < times; time++) {
      await between();
      await server.kill();
      await server.restart();
    }
    await between();
  }

  it('loses no entry that it accepted, and follow gives each once and in order', { timeout: 60_000 }, async () => {
    const { journal, subjects, streams } = place;
    const followed: JournalEntry[] = [];
    await journal.follow(streams.outcomes, { from: 'first' }, (entry) => void followed.push(entry));
    const writing = writer((text) => journal.append(subjects.outcome('a'), text));
    await killAndRestart(4, async () => {
      const { length } = writing.recorded;
      await expect.poll(() => writing.recorded.length, patient).toBeGreaterThan(length + 100);
    });
    await writing.stop();
    const entries = await Array.fromAsync(journal.read(streams.outcomes, { from: 'first' }));
    await expect.poll(() => followed.at(-1)?.sequence, patient).toBe(entries.at(-1)?.sequence);
    expect(followed).toEqual(entries);
    // One whose answer was lost is recorded twice: this writer gives no message id.
    expect([...new Set(textsOf(entries))]).toEqual(writing.recorded);
  });

  it('has each entry taken until it is acknowledged', { timeout: 60_000 }, async () => {
    const { journal, subjects, streams } = place;
    const acknowledged = new Set<string>();
    const take = async (): Promise<void> => {
      await journal.take(streams.submit, { maximumOpen: 20, acknowledgeWithinMs: 2_000 }, (delivery) => {
        setTimeout(() => {
          delivery.acknowledge();
          acknowledged.add(delivery.text);
        }, 2);
      });
    };
    await Promise.all([take(), take()]);
    const writing = writer((text) => journal.append(subjects.submit, text, { messageId: text }));
    await killAndRestart(3, async () => {
      const { length } = writing.recorded;
      await expect.poll(() => writing.recorded.length, patient).toBeGreaterThan(length + 100);
    });
    await writing.stop();
    await expect.poll(() => [...acknowledged].toSorted(), patient).toEqual(writing.recorded.toSorted());
    // Server 2.9.10 forgets with its death that entries have left, but not that they were acknowledged.
    const left = await Array.fromAsync(journal.read(streams.submit, { from: 'first' }));
    expect(textsOf(left).filter((text) => !acknowledged.has(text))).toEqual([]);
  });

  it('has each first entry once, whatever became of the answers', { timeout: 60_000 }, async () => {
    const { journal, subjects, streams } = place;
    const others: string[] = [];
    const write = (name: string) => async (text: string) => {
      const result = await journal.appendFirst(streams.outcomes, subjects.outcome(text), `${name}${text}`);
      if (!result.first) others.push(result.entry.text);
    };
    const writings = [writer(write('a')), writer(write('b'))];
    await killAndRestart(3, async () => {
      const length = writings[0]?.recorded.length ?? 0;
      await expect.poll(() => writings[0]?.recorded.length, patient).toBeGreaterThan(length + 100);
    });
    for (const writing of writings) await writing.stop();
    const entries = await Array.fromAsync(journal.read(streams.outcomes, { from: 'first' }));
    expect(new Set(entries.map(({ subject }) => subject)).size).toBe(entries.length);
    expect(textsOf(entries)).toEqual(expect.arrayContaining(others));
  });

  it('refuses at once while it is away', async () => {
    const { journal, subjects, streams, logged } = place;
    await server.kill();
    await expect.poll(() => logged.some((line) => line.includes('"connection lost"'))).toBe(true);
    for (const call of [
      journal.append(subjects.submit, ''),
      journal.last(streams.outcomes, subjects.outcome('a')),
      Array.fromAsync(journal.read(streams.outcomes, { from: 'first' })),
      journal.take(streams.submit, { maximumOpen: 1, acknowledgeWithinMs: 1_000 }, () => {}),
    ]) {
      await expect(call).rejects.toThrow(JournalUnavailable);
    }
    await server.restart();
    await expect.poll(() => journal.append(subjects.submit, ''), patient).toBeDefined();
  });
});

describe('a server that forgets', () => {
  it('has its streams prepared again, taken and followed from their new beginning', { timeout: 60_000 }, async () => {
    await using server = await startNats({ jetstream: true });
    const place = await openPlace(server.url);
    const { journal, subjects, streams, logged } = place;
    await place.prepare(keeping({ storage: 'memory' }));
    const taken: string[] = [];
    const followed: string[] = [];
    await journal.take(streams.submit, { maximumOpen: 10, acknowledgeWithinMs: 60_000 }, (delivery) => {
      taken.push(delivery.text);
      delivery.acknowledge();
    });
    await journal.follow(streams.outcomes, { from: 'first' }, ({ text }) => void followed.push(text));
    for (const text of ['a', 'b', 'c']) {
      await journal.append(subjects.submit, text);
      await journal.append(subjects.outcome(text), text);
    }
    await expect
      .poll(() => [taken, followed], patient)
      .toEqual([
        ['a', 'b', 'c'],
        ['a', 'b', 'c'],
      ]);
    await server.kill();
    await server.restart();
    await vi.waitFor(() => journal.append(subjects.submit, 'd'), patient);
    await vi.waitFor(() => journal.append(subjects.outcome('d'), 'd'), patient);
    await expect
      .poll(() => [taken, followed], patient)
      .toEqual([
        ['a', 'b', 'c', 'd'],
        ['a', 'b', 'c', 'd'],
      ]);
    expect(logged.filter((line) => line.includes('"cannot take now"'))).toHaveLength(1);
    await place.close();
  });

  it.each(['consumer', 'stream'])('by an operator who deletes the %s, is taken from again', async (what) => {
    await using server = await startNats({ jetstream: true });
    const place = await openPlace(server.url);
    const { journal, subjects, streams } = place;
    await place.prepare();
    const taken: string[] = [];
    await journal.take(streams.submit, { maximumOpen: 10, acknowledgeWithinMs: 60_000 }, (delivery) => {
      taken.push(delivery.text);
      delivery.acknowledge();
    });
    await journal.append(subjects.submit, 'a');
    await expect.poll(() => taken).toEqual(['a']);
    const operator = await connect({ servers: server.url });
    const manager = await operator.jetstreamManager();
    if (what === 'stream') await manager.streams.delete(streams.submit.name);
    else await manager.consumers.delete(streams.submit.name, 'takers').catch(alreadyThereAgain);
    await operator.close();
    await vi.waitFor(() => journal.append(subjects.submit, 'b'), patient);
    await expect.poll(() => taken, patient).toEqual(['a', 'b']);
    await place.close();
  });
});

const isUnavailable = (error: unknown): boolean => error instanceof JournalUnavailable;

it('a consumer that was deleted while nobody asked it is noticed by the silence', { timeout: 60_000 }, async () => {
  await using server = await startNats({ jetstream: true });
  const place = await openPlace(server.url);
  const { journal, subjects, streams } = place;
  await place.prepare();
  const taken: string[] = [];
  const taking = await journal.take(streams.submit, { maximumOpen: 10, acknowledgeWithinMs: 60_000 }, (delivery) => {
    taken.push(delivery.text);
    delivery.acknowledge();
  });
  await journal.append(subjects.submit, 'a');
  await expect.poll(() => taken).toEqual(['a']);
  taking.pause();
  const operator = await connect({ servers: server.url });
  const manager = await operator.jetstreamManager();
  await expect.poll(async () => (await manager.consumers.info(streams.submit.name, 'takers')).num_waiting).toBe(0);
  await manager.consumers.delete(streams.submit.name, 'takers');
  await operator.close();
  taking.resume();
  await journal.append(subjects.submit, 'b');
  await expect.poll(() => taken, patient).toEqual(['a', 'b']);
  await place.close();
});

/** Some servers fail to delete a folder in which a new consumer writes. */
function alreadyThereAgain(error: unknown): void {
  expect(error).toMatchObject({ message: expect.stringContaining('directory not empty') });
}

describe('a server that is frozen', () => {
  it('is unavailable after a while, and is taken from without waste when it goes on', { timeout: 60_000 }, async () => {
    await using server = await startNats({ jetstream: true });
    const place = await openPlace(server.url);
    const { journal, subjects, streams } = place;
    await place.prepare();
    const taken: Delivery[] = [];
    await journal.take(streams.submit, { maximumOpen: 2, acknowledgeWithinMs: 60_000 }, (delivery) => {
      taken.push(delivery);
      delivery.acknowledge();
    });
    await journal.append(subjects.submit, 'before');
    await expect.poll(() => textsOf(taken)).toEqual(['before']);
    await server.pause();
    // It goes on for a moment.
    const during = () => journal.append(subjects.submit, 'during', { messageId: 'during' });
    await vi.waitUntil(() => during().then(() => false, isUnavailable), patient);
    await server.resume();
    for (const text of numbers(10)) await journal.append(subjects.submit, text);
    await expect.poll(() => textsOf(taken), patient).toEqual(['before', 'during', ...numbers(10)]);
    expect(taken.every(({ deliveryCount }) => deliveryCount === 1)).toBe(true);
    await place.close();
  });
});

describe('a server without JetStream', () => {
  it('is named as such', async () => {
    await using server = await startNats();
    const place = await openPlace(server.url);
    const failure = place.prepare();
    await expect(failure).rejects.toThrow(JournalUnavailable);
    await expect(failure).rejects.toThrow(
      'the broker has no JetStream; enable it with jetstream { store_dir: … } in its configuration',
    );
    await expect(place.journal.append(place.subjects.submit, '')).rejects.toThrow('the broker has no JetStream');
    await place.close();
  });
});

describe('a server with little room', () => {
  let server: TestServer;
  let place: Place;
  beforeAll(async () => {
    server = await startNats({ jetstream: true, storeBytes: 1024 * 1024 });
    place = await openPlace(server.url);
  });
  afterAll(async () => {
    await place.close();
    await server.stop();
  });

  it('says at the start that the streams do not fit', async () => {
    const failure = place.prepare(keeping({ all: { maximumBytes: 512 * 1024 } }));
    await expect(failure).rejects.toThrow(StreamConflict);
    await expect(failure).rejects.toThrow(/insufficient storage resources available/);
  });

  it('refuses more replicas than it has servers', async () => {
    const failure = place.prepare(keeping({ replicas: 3, all: { maximumBytes: 1024 } }));
    await expect(failure).rejects.toThrow(StreamConflict);
  });
});

describe('permissions', () => {
  it('are told where they lack', async () => {
    const user = '{ user: u, password: p, permissions: { publish: ["_INBOX.>"], subscribe: [">"] } }';
    await using server = await startNats({ jetstream: true, config: `authorization { users: [${user}] }` });
    const place = await openPlace(server.url.replace('//', '//u:p@'));
    const failure = place.journal.append(place.subjects.submit, '');
    await expect(failure).rejects.toThrow(JournalUnavailable);
    await expect(failure).rejects.toThrow(/does not permit publishing on t\d+\.v1\.submit/);
    await place.close();
  });
});

it('an entry with headers that the client cannot read is taken and read without them', async () => {
  await using server = await startNats({ jetstream: true });
  const place = await openPlace(server.url);
  const { journal, subjects, streams } = place;
  await place.prepare();
  await publishRaw(server, subjects.submit, { headers: 'NATS/1.0\r\na: b\nc\r\n\r\n', text: 'odd' });
  await publishRaw(server, subjects.outcome('a'), { headers: 'NATS/1.0\r\na: b\nc\r\n\r\n', text: 'odd' });
  await journal.append(subjects.submit, 'plain', { headers: { a: 'b' } });
  const taken: Delivery[] = [];
  await journal.take(streams.submit, { maximumOpen: 10, acknowledgeWithinMs: 60_000 }, (delivery) => {
    taken.push(delivery);
  });
  await expect
    .poll(() => taken)
    .toMatchObject([
      { text: 'odd', headers: {} },
      { text: 'plain', headers: { a: 'b' } },
    ]);
  expect(await Array.fromAsync(journal.read(streams.outcomes, { from: 'first' }))).toMatchObject([
    { text: 'odd', headers: {} },
  ]);
  expect(await journal.at(streams.outcomes, 1)).toMatchObject({ text: 'odd', headers: {} });
  await place.close();
});

/** Publishes what no well-behaved client would. */
async function publishRaw(server: TestServer, subject: string, message: { headers: string; text: string }) {
  const { headers, text } = message;
  const socket = createConnection(server.port, '127.0.0.1');
  const sizes = `${headers.length} ${headers.length + text.length}`;
  socket.write(`CONNECT {"verbose":false,"headers":true}\r\nHPUB ${subject} ${sizes}\r\n${headers}${text}\r\nPING\r\n`);
  for await (const chunk of socket) if (String(chunk).includes('PONG')) break;
}

it('a reader beyond the end of a log waits there, over reconnects too', async () => {
  await using server = await startNats({ jetstream: true });
  const place = await openPlace(server.url);
  const { journal, subjects, streams, logged } = place;
  await place.prepare();
  const texts: string[] = [];
  await journal.follow(streams.outcomes, { from: { sequence: 4 } }, ({ text }) => void texts.push(text));
  await journal.append(subjects.outcome('a'), '1');
  await server.kill();
  await server.restart();
  await vi.waitUntil(() => logged.some((line) => line.includes('"connection restored"')), patient);
  for (const text of ['2', '3', '4', '5']) await vi.waitFor(() => journal.append(subjects.outcome('a'), text), patient);
  await expect.poll(() => texts, patient).toEqual(['4', '5']);
  await place.close();
});
