import type { Journal, JournalEntry, ReadOptions } from '@specline/bus';
import type { StreamDefinition } from '@specline/contracts';

interface FollowOptions extends Omit<ReadOptions, 'signal'> {
  readonly stream: StreamDefinition;
  /** Ends it; the iteration throws its reason. */
  readonly signal: AbortSignal;
}

/** A live read as an iterable. The journal hands out the next entry when this one was asked for: nothing piles up. */
export async function* followed(
  journal: Pick<Journal, 'follow'>,
  { stream, signal, ...options }: FollowOptions,
): AsyncGenerator<JournalEntry> {
  signal.throwIfAborted();
  const { readable, writable } = new TransformStream<JournalEntry, JournalEntry>();
  const writer = writable.getWriter();
  // The reader is told why it ended; the journal need not be.
  const give = (entry: JournalEntry): Promise<void> => writer.write(entry).catch(() => {});
  const abort = (): void => void writer.abort(signal.reason).catch(() => {});
  signal.addEventListener('abort', abort);
  try {
    const following = await journal.follow(stream, { ...options, signal }, give);
    try {
      yield* readable;
    } finally {
      await following.stop();
    }
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
