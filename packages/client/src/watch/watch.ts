import type { Journal, JournalEntry, Start } from '@specline/bus';
import { type EventType, type StreamDefinition, type Subjects, summarySchema } from '@specline/contracts';
import { bound } from '../bound.ts';
import { speclineError } from '../errors.ts';
import { documentOf } from './document.ts';
import { followed } from './followed.ts';
import type { EventSight } from './sight.ts';

export interface WatchOptions {
  /** Where to start; absent: with what comes next. After an interruption: `{ sequence: last + 1 }`. */
  readonly from?: Start;
  /** Only these; absent: all. */
  readonly types?: readonly EventType[];
  /** Only of this node. */
  readonly node?: string;
  /** Ends it: the iteration throws the signal's reason. */
  readonly signal?: AbortSignal;
}

interface Source {
  readonly journal: Pick<Journal, 'follow'>;
  readonly subjects: Subjects;
  readonly stream: StreamDefinition;
  readonly closing: AbortSignal;
}

/** The events of a system from a place on, without gaps or repeats, until it is ended. */
export async function* watch(source: Source, options: WatchOptions = {}): AsyncGenerator<EventSight> {
  const { journal, subjects, stream, closing } = source;
  const { from = 'next', types = [], node, signal } = options;
  const [type, ...others] = types;
  const subject = subjects.eventsOf(others.length === 0 ? type : undefined, node);
  using limit = bound({ signal, closing });
  try {
    for await (const entry of followed(journal, { stream, subject, from, signal: limit.signal })) {
      const sight = sightOf(entry);
      if (sight !== undefined && (type === undefined || types.includes(sight.event.type))) yield sight;
    }
  } catch (error) {
    if (!closing.aborted) throw speclineError(error);
  }
}

/** Undefined for what is none of our events. */
function sightOf({ text, sequence, recordedAt, headers }: JournalEntry): EventSight | undefined {
  const event = summarySchema.safeParse(documentOf(text)).data;
  if (event === undefined) return undefined;
  const { 'ce-id': id, traceparent } = headers;
  return { what: 'event', sequence, recordedAt: new Date(recordedAt), event, id, traceparent };
}
