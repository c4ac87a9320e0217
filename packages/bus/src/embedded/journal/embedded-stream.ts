import { journalHeaders, type StreamDefinition } from '@specline/contracts';
import { checkStream } from '../../journal/check-stream.ts';
import { entryHeaders } from '../../journal/entry-headers.ts';
import { StreamFull } from '../../journal/errors.ts';
import type { Appended, AppendOptions, JournalEntry, Start, StreamKeeping } from '../../journal.ts';
import type { Headers } from '../../messages/headers.ts';
import { checkOutgoing } from '../../messages/outgoing.ts';
import { subjectMatcher } from '../../messages/subject.ts';
import { EntryStore } from './entry-store.ts';
import { SeenIds } from './seen-ids.ts';

export interface Draft {
  readonly subject: string;
  readonly text: string;
  readonly headers: Headers;
}

type Outgoing = AppendOptions & { readonly subject: string; readonly text: string };

/** An entry that is fit to be recorded. @throws MessageTooLarge, or TypeError for what the protocol cannot carry. */
export function draftOf({ subject, text, headers, messageId }: Outgoing, maximumBytes: number): Draft {
  const all = entryHeaders(headers, messageId);
  checkOutgoing({ subject, text, headers: all }, maximumBytes);
  // As on the wire, where lone surrogates have no form.
  return { subject, text: text.toWellFormed(), headers: all };
}

/** A stream in memory. */
export class EmbeddedStream {
  readonly definition: StreamDefinition;
  readonly matches: (subject: string) => boolean;
  readonly #storage: StreamKeeping['storage'];
  readonly #store: EntryStore;
  readonly #seen: SeenIds;
  readonly #watchers = new Set<() => void>();

  constructor(definition: StreamDefinition, keeping: StreamKeeping) {
    this.definition = definition;
    this.matches = subjectMatcher(definition.subject);
    this.#storage = keeping.storage;
    this.#store = new EntryStore(keeping.limits[definition.key]);
    this.#seen = new SeenIds(windowOf(definition, keeping));
  }

  get last(): number {
    return this.#store.last;
  }

  get first(): number {
    return this.#store.first;
  }

  /** @throws StreamConflict for what cannot be changed on a stream that lives. */
  bringTo(definition: StreamDefinition, keeping: StreamKeeping): void {
    const { subject, keeps: retention } = this.definition;
    checkStream({ subject, retention, storage: this.#storage, bytes: this.#store.bytes }, definition, keeping);
    this.#store.limits = keeping.limits[definition.key];
    this.#store.dropOldest(this.#store.limits.maximumBytes);
    this.#seen.windowMs = windowOf(definition, keeping);
  }

  /** @throws StreamFull */
  append(draft: Draft): Appended {
    const messageId = draft.headers[journalHeaders.messageId];
    const seen = messageId === undefined ? undefined : this.#seen.sequenceOf(messageId);
    if (seen !== undefined) return { sequence: seen, duplicate: true };
    if (this.definition.whenFull === 'refuse' && !this.#store.hasRoomFor(draft)) {
      throw new StreamFull(draft.subject, 'maximum bytes exceeded');
    }
    const sequence = this.#store.add(draft);
    if (messageId !== undefined) this.#seen.add(messageId, sequence);
    for (const onAppend of this.#watchers) onAppend();
    return { sequence, duplicate: false };
  }

  get(sequence: number): JournalEntry | undefined {
    return this.#store.get(sequence);
  }

  ofSubject(subject: string): readonly JournalEntry[] {
    return this.#store.ofSubject(subject);
  }

  remove(sequence: number): boolean {
    return this.#store.get(sequence) !== undefined && this.#store.remove(sequence);
  }

  /** The sequence at which reading starts. */
  startOf(start: Start): number {
    if (start === 'first') return this.first;
    if (start === 'next') return this.last + 1;
    if ('sequence' in start) return start.sequence;
    let sequence = this.first;
    while (sequence <= this.last && (this.get(sequence)?.recordedAt ?? 0) < start.since) sequence++;
    return sequence;
  }

  /** Calls back at each new entry; gives what ends it. */
  watch(onAppend: () => void): () => void {
    this.#watchers.add(onAppend);
    return () => this.#watchers.delete(onAppend);
  }
}

/** No longer than the age, as on a server. */
const windowOf = ({ key }: StreamDefinition, { duplicateWindowMs, limits }: StreamKeeping): number =>
  Math.min(duplicateWindowMs, limits[key].maximumAgeMs);
