import type { JournalEntry, StreamLimits } from '../../journal.ts';
import type { Headers } from '../../messages/headers.ts';
import { headerBytes } from '../../messages/size.ts';

interface Draft {
  readonly subject: string;
  readonly text: string;
  readonly headers: Headers;
}

/** What JetStream's file store adds to an entry. */
const overheadBytes = 22;

/** The entries of one stream in memory, by sequence, within limits of age and bytes. */
export class EntryStore {
  limits: StreamLimits;
  readonly #entries = new Map<number, JournalEntry>();
  readonly #bySubject = new Map<string, Set<number>>();
  #first = 1;
  #last = 0;
  #bytes = 0;

  constructor(limits: StreamLimits) {
    this.limits = limits;
  }

  /** The sequence of the entry that was added last, whether or not it is still there. */
  get last(): number {
    return this.#last;
  }

  /** The first sequence at which an entry may be. */
  get first(): number {
    this.#expire();
    return this.#first;
  }

  get bytes(): number {
    this.#expire();
    return this.#bytes;
  }

  /** Whether the entry fits without one that makes room. */
  hasRoomFor(draft: Draft): boolean {
    return this.bytes + bytesOf(draft) <= this.limits.maximumBytes;
  }

  add(draft: Draft): number {
    this.dropOldest(this.limits.maximumBytes - bytesOf(draft));
    const sequence = ++this.#last;
    this.#entries.set(sequence, { ...draft, sequence, recordedAt: Date.now() });
    this.#bytes += bytesOf(draft);
    const ofSubject = this.#bySubject.get(draft.subject) ?? new Set();
    this.#bySubject.set(draft.subject, ofSubject.add(sequence));
    return sequence;
  }

  get(sequence: number): JournalEntry | undefined {
    this.#expire();
    return this.#entries.get(sequence);
  }

  /** The entries of a subject without wildcards. */
  ofSubject(subject: string): readonly JournalEntry[] {
    this.#expire();
    const sequences = this.#bySubject.get(subject) ?? [];
    return Array.from(sequences, (sequence) => this.#entries.get(sequence)).filter((entry) => entry !== undefined);
  }

  remove(sequence: number): boolean {
    const entry = this.#entries.get(sequence);
    if (entry === undefined) return false;
    this.#entries.delete(sequence);
    this.#bytes -= bytesOf(entry);
    const ofSubject = this.#bySubject.get(entry.subject);
    if (ofSubject?.delete(sequence) && ofSubject.size === 0) this.#bySubject.delete(entry.subject);
    while (this.#first <= this.#last && !this.#entries.has(this.#first)) this.#first++;
    return true;
  }

  /** Makes room until all together have no more bytes than that. */
  dropOldest(maximumBytes: number): void {
    while (this.#bytes > maximumBytes && this.#entries.size > 0) this.remove(this.#first);
  }

  #expire(): void {
    const oldest = Date.now() - this.limits.maximumAgeMs;
    for (let entry = this.#entries.get(this.#first); entry !== undefined && entry.recordedAt <= oldest; ) {
      this.remove(entry.sequence);
      entry = this.#entries.get(this.#first);
    }
  }
}

const bytesOf = ({ subject, text, headers }: Draft): number =>
  overheadBytes + Buffer.byteLength(subject) + Buffer.byteLength(text) + headerBytes(headers);
