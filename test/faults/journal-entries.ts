import type { Journal, JournalEntry } from '@specline/bus';
import type { StreamDefinition } from '@specline/contracts';
import { expect, vi } from 'vitest';

/** All that a stream holds. */
export async function all(journal: Journal, stream: StreamDefinition): Promise<JournalEntry[]> {
  return Array.fromAsync(journal.read(stream, { from: 'first' }));
}

/** The first entries of a stream, once there are that many. */
export async function atLeast(journal: Journal, stream: StreamDefinition, count: number): Promise<JournalEntry[]> {
  const entries: JournalEntry[] = [];
  const enough = Promise.withResolvers<void>();
  const following = await journal.follow(stream, { from: 'first' }, (entry) => {
    entries.push(entry);
    if (entries.length === count) enough.resolve();
  });
  await enough.promise;
  await following.stop();
  return entries;
}

/** Resolves when a queue has nothing more. */
export const emptied = (journal: Journal, queue: StreamDefinition): Promise<void> =>
  vi.waitFor(async () => expect(await all(journal, queue)).toEqual([]), { timeout: 10_000, interval: 20 });
