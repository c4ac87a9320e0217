import type { Journal } from '@specline/bus';
import type { Outcome, StreamDefinition } from '@specline/contracts';
import { bound } from '../bound.ts';
import { speclineError } from '../errors.ts';
import { type OutcomeEntry, outcomeEntryOf } from './entry.ts';

export interface ListOptions {
  /** Only those that were recorded at this time or later. */
  readonly since?: Date;
  readonly node?: string;
  readonly status?: Outcome['status'];
  readonly signal?: AbortSignal;
}

interface Source {
  readonly journal: Pick<Journal, 'read'>;
  readonly stream: StreamDefinition;
  readonly closing: AbortSignal;
}

/** The outcomes that are recorded now, oldest first, without their specs. */
export async function* listOutcomes(
  { journal, stream, closing }: Source,
  options: ListOptions = {},
): AsyncGenerator<OutcomeEntry> {
  const { since, signal } = options;
  using limit = bound({ signal, closing });
  const from = since === undefined ? 'first' : { since: since.getTime() };
  try {
    for await (const recorded of journal.read(stream, { from, headersOnly: true, signal: limit.signal })) {
      const entry = outcomeEntryOf(recorded);
      if (isWanted(entry, options)) yield entry;
    }
  } catch (error) {
    throw speclineError(error);
  }
}

/** The time, too: nats-server takes one after 2262 for one long ago. */
const isWanted = (entry: OutcomeEntry, { since, node, status }: ListOptions): boolean =>
  (since === undefined || entry.recordedAt >= since) &&
  (node === undefined || entry.node === node) &&
  (status === undefined || entry.status === status);
