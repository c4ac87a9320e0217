import type { StreamDefinition } from '@specline/contracts';
import type { JournalEntry, ReadOptions } from '../../journal.ts';
import { OrderedReader } from './ordered-reader.ts';
import type { Wire } from './pull.ts';
import { storedEntry } from './stored-entry.ts';

/** After which a reader that has got nothing asks whether there is still something to come, in milliseconds. */
const waitMs = 2_500;

/** The entries of a log up to the one that is last now. */
export async function* readLog(
  wire: Wire,
  stream: StreamDefinition,
  options: ReadOptions,
): AsyncGenerator<JournalEntry> {
  const { signal, subject = stream.subject } = options;
  signal?.throwIfAborted();
  const reader = new OrderedReader(wire, stream, { ...options, waitMs });
  const abort = (): void => reader.close();
  signal?.addEventListener('abort', abort);
  try {
    await reader.open();
    yield* entriesUpTo(reader.last);
  } finally {
    signal?.removeEventListener('abort', abort);
    reader.close();
  }

  async function* entriesUpTo(last: number): AsyncGenerator<JournalEntry> {
    let quiet = false;
    while (reader.position <= last) {
      if ((quiet || reader.exhausted) && !(await isMoreUpTo(last))) return;
      const entry = await reader.next();
      quiet = entry === undefined;
      if (entry !== undefined && entry.sequence <= last) yield entry;
    }
  }

  async function isMoreUpTo(last: number): Promise<boolean> {
    const which = { seq: Math.max(1, reader.position), next_by_subj: subject };
    const next = await storedEntry(wire.api, { stream, signal }, which);
    return next !== undefined && next.sequence <= last;
  }
}
