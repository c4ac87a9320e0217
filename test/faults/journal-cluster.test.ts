import { connectBus, type Journal, JournalUnavailable, type StreamKeeping, silentLog } from '@specline/bus';
import { streamsBelow, subjectsBelow } from '@specline/contracts';
import { expect, it, vi } from 'vitest';
import { type Cluster, startCluster } from '../fault-suite/estate/cluster.ts';

const subjects = subjectsBelow('cluster');
const streams = streamsBelow('cluster', subjects);
const limits = { maximumAgeMs: 3_600_000, maximumBytes: 2 ** 26 };
const keeping: StreamKeeping = {
  storage: 'file',
  replicas: 3,
  duplicateWindowMs: 60_000,
  limits: { submit: limits, outcomes: limits, events: limits, dead: limits },
};
const patient = { timeout: 30_000, interval: 100 };

async function connected(cluster: Cluster, count: number): Promise<{ journals: Journal[]; close(): Promise<void> }> {
  const options = { servers: cluster.url.split(','), name: 'test', log: silentLog };
  const buses = await Promise.all(Array.from({ length: count }, () => connectBus(options)));
  return {
    journals: buses.map(({ journal }) => journal),
    close: async () => void (await Promise.all(buses.map((bus) => bus.close()))),
  };
}

/** Tries again what may be tried again. */
const persist = <T>(call: () => Promise<T>): Promise<T> =>
  vi.waitFor(
    () =>
      call().catch((error: unknown) => {
        expect(error).toBeInstanceOf(JournalUnavailable);
        throw error;
      }),
    patient,
  );

it('the journal of a cluster outlives each leader in turn: no entry lost, none twice, one first', {
  timeout: 240_000,
}, async () => {
  await using cluster = await startCluster();
  const { journals, close } = await connected(cluster, 4);
  await Promise.all(journals.map((journal) => journal.prepare(Object.values(streams), keeping)));
  const [journal, other = journal] = journals as [Journal, Journal?];

  const taken = new Map<string, number>();
  for (const taker of journals.slice(2)) {
    await taker.take(streams.submit, { maximumOpen: 10, acknowledgeWithinMs: 5_000 }, (delivery) => {
      taken.set(delivery.text, (taken.get(delivery.text) ?? 0) + 1);
      delivery.acknowledge();
    });
  }
  const followed: number[] = [];
  await other.follow(streams.outcomes, { from: 'first' }, ({ sequence }) => void followed.push(sequence));

  const firsts: string[] = [];
  let index = 0;
  const work = async (): Promise<void> => {
    const id = String(index++);
    await persist(() => journal.append(subjects.submit, id, { messageId: id }));
    const both = [journal, other].map((writer, name) =>
      persist(() => writer.appendFirst(streams.outcomes, subjects.outcome(id), String(name))),
    );
    const results = await Promise.all(both);
    const there = await persist(() => journal.last(streams.outcomes, subjects.outcome(id)));
    for (const result of results) if (!result.first) expect(result.entry.text).toBe(there?.text);
    expect(results.filter(({ first }) => first).length).toBeLessThanOrEqual(1);
    firsts.push(id);
  };
  for (const stream of [streams.submit, streams.outcomes, streams.submit]) {
    for (let count = 0; count < 50; count++) await work();
    const leader = await persistently(() => cluster.leaderOf(stream.name));
    await leader.kill();
    for (let count = 0; count < 20; count++) await work();
    await leader.restart();
  }
  for (let count = 0; count < 50; count++) await work();

  await expect.poll(() => [...taken.keys()].toSorted(), patient).toEqual(firsts.toSorted());
  const entries = await persist(() => Array.fromAsync(journal.read(streams.outcomes, { from: 'first' })));
  expect(entries).toHaveLength(firsts.length);
  await expect.poll(() => followed, patient).toEqual(entries.map(({ sequence }) => sequence));
  await close();
});

const persistently = <T>(call: () => Promise<T>): Promise<T> => vi.waitFor(call, patient);
