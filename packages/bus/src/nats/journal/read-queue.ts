import type { StreamDefinition } from '@specline/contracts';
import type { StreamInfo } from 'nats';
import { withoutText } from '../../journal/entry-headers.ts';
import type { JournalEntry, ReadOptions } from '../../journal.ts';
import type { JetStreamApi } from './api.ts';
import { storedEntries } from './stored-entry.ts';

/**
 * The entries of a queue up to the one that is last now, those in hand among them. The server lets nobody but takers
 * have a consumer of a queue, so that each entry is a round trip.
 */
export async function* readQueue(
  api: JetStreamApi,
  stream: StreamDefinition,
  options: ReadOptions,
): AsyncGenerator<JournalEntry> {
  const { from, subject = stream.subject, headersOnly = false, signal } = options;
  signal?.throwIfAborted();
  const where = { stream, signal };
  const { state } = await api.call<StreamInfo>({ operation: 'STREAM.INFO', stream: stream.name, signal });
  if (from === 'next') return;
  const first = typeof from === 'object' && 'sequence' in from ? Math.max(1, from.sequence) : 1;
  const since = typeof from === 'object' && 'since' in from ? from.since : 0;
  for await (const entry of storedEntries(api, where, { subject, from: first, before: state.last_seq + 1 })) {
    if (entry.recordedAt >= since) yield headersOnly ? withoutText(entry) : entry;
  }
}
