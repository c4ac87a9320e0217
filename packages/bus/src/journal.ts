import type { StreamDefinition } from '@specline/contracts';

type Headers = Readonly<Record<string, string>>;

/** Something that was recorded. */
export interface JournalEntry {
  readonly subject: string;
  readonly text: string;
  readonly headers: Headers;
  /** Its place in its stream; grows. */
  readonly sequence: number;
  /** When the journal accepted it, in milliseconds since 1970, by the journal's clock. */
  readonly recordedAt: number;
}

/** An entry of a queue, handed to one taker until that one says what becomes of it. */
export interface Delivery extends JournalEntry {
  /** 1 at first; counts each time that it was handed out, to whomever. */
  readonly deliveryCount: number;
  /** It is done and leaves the queue. Told once; what is told after is ignored. */
  acknowledge(): void;
  /** It comes again, not before this many milliseconds. */
  retryAfter(milliseconds: number): void;
  /** It is still being worked on: the time after which it would be handed out again starts anew. */
  extend(): void;
  /** It leaves the queue undone. */
  terminate(): void;
}

export interface AppendOptions {
  /** Those of another entry may be passed on: names that begin with `Nats-` are the broker's and left out. */
  readonly headers?: Headers;
  /**
   * A second entry with this id within the stream's duplicate window is not recorded again, unless its own condition
   * holds. It is among the headers of the entry.
   */
  readonly messageId?: string;
  readonly signal?: AbortSignal;
}

export interface Appended {
  readonly sequence: number;
  /** An entry with the same message id was there already; `sequence` is that one's. */
  readonly duplicate: boolean;
}

/** Whether this writer was first on a subject; if not, what is there. */
export type First =
  | { readonly first: true; readonly sequence: number }
  | { readonly first: false; readonly entry: JournalEntry };

/** Where reading starts. */
export type Start =
  | { readonly sequence: number }
  /** Milliseconds since 1970. */
  | { readonly since: number }
  | 'first'
  | 'next';

export interface ReadOptions {
  /** Only entries of this subject, which may hold wildcards; absent: all of the stream. */
  readonly subject?: string;
  readonly from: Start;
  /** Entries come without text, which is cheaper. */
  readonly headersOnly?: boolean;
  readonly signal?: AbortSignal;
}

export interface TakeOptions {
  /** Deliveries in the hands of this taker at one time. */
  readonly maximumOpen: number;
  /** How long a delivery may go unacknowledged and not extended before it is handed out again, in milliseconds. */
  readonly acknowledgeWithinMs: number;
}

/** Takes the entries of a queue, shared with all other takers of the stream. */
export interface Taking {
  /** Takes no more until `resume`; what is in hand stays. `most`: at most so many more are taken at one time. */
  pause(): void;
  resume(most?: number): void;
  /** Takes no more; resolves when the broker was told. What is in hand may still be acknowledged. */
  stop(): Promise<void>;
}

/** A live read. */
export interface Following {
  /** Ends it; resolves when no more entries come. */
  stop(): Promise<void>;
}

/** How streams are kept: the operator's choice. */
export interface StreamKeeping {
  readonly storage: 'file' | 'memory';
  readonly replicas: number;
  /** Window in which a message id counts as seen, in milliseconds. */
  readonly duplicateWindowMs: number;
  readonly limits: { readonly [K in StreamDefinition['key']]: StreamLimits };
}

export interface StreamLimits {
  /** How long an entry is kept, in milliseconds. */
  readonly maximumAgeMs: number;
  readonly maximumBytes: number;
}

/**
 * The system of record: streams of entries with acknowledgements and history. JetStream, or its embedded twin in
 * memory, which forgets all at the end of the process.
 *
 * Everything rejects with JournalUnavailable while the journal cannot be reached, answers too late or has no leader;
 * with StreamMissing where a stream was never prepared; with MessageTooLarge; with the signal's reason. The same call
 * may be made again: what is recorded with a condition is recorded once.
 */
export interface Journal {
  /**
   * Creates the streams that are missing and brings the others to `keeping`; safe to call at the same time from many.
   * Rejects with StreamConflict where a stream of that name is not ours or cannot be brought there.
   */
  prepare(streams: readonly StreamDefinition[], keeping: StreamKeeping): Promise<void>;
  /** Records; resolves when it is safe on the replicas. Rejects with StreamFull where there is no room. */
  append(subject: string, text: string, options?: AppendOptions): Promise<Appended>;
  /** Records if nothing is there yet on this subject: the first writer wins. */
  appendFirst(stream: StreamDefinition, subject: string, text: string, options?: AppendOptions): Promise<First>;
  /**
   * Records if no entry of this subject has the same value in the header named `key`; entries with other values do not
   * count. Resolves to whether it was recorded now.
   */
  appendOnce(
    stream: StreamDefinition,
    subject: string,
    text: string,
    options: AppendOptions & { readonly headers: Headers; readonly key: string },
  ): Promise<boolean>;
  /** The last entry of a subject without wildcards, as the stream's leader knows it. */
  last(stream: StreamDefinition, subject: string, signal?: AbortSignal): Promise<JournalEntry | undefined>;
  /**
   * The same as one of the stream's replicas knows it, who may not have it yet: cheaper, for who sees to it otherwise
   * that nothing is done twice. Only for outcomes, whose subjects have one entry.
   */
  lastOnReplica(stream: StreamDefinition, subject: string, signal?: AbortSignal): Promise<JournalEntry | undefined>;
  /** The entry at a sequence, if it is still there. */
  at(stream: StreamDefinition, sequence: number, signal?: AbortSignal): Promise<JournalEntry | undefined>;
  /** All entries from `from` up to the one that is last now, in order; ends there. */
  read(stream: StreamDefinition, options: ReadOptions): AsyncIterable<JournalEntry>;
  /**
   * All entries from `from` on, in order and without gaps or repeats, over reconnects too, until stopped.
   * The handler is called for one entry at a time and awaited; one that fails is logged. Only a log can be followed.
   */
  follow(
    stream: StreamDefinition,
    options: ReadOptions,
    handler: (entry: JournalEntry) => void | Promise<void>,
  ): Promise<Following>;
  /**
   * Hands the entries of a queue to `handler`, each to one taker among all processes, again and again until it is
   * acknowledged or terminated. Goes on by itself when the journal was away, and prepares anew what it has prepared and
   * a broker has forgotten. A handler that fails is logged. A delivery that was not told of in time is no longer in
   * hand, but may still be acknowledged.
   */
  take(stream: StreamDefinition, options: TakeOptions, handler: (delivery: Delivery) => void): Promise<Taking>;
  /** Removes one entry. Resolves to whether it was there. */
  remove(stream: StreamDefinition, sequence: number): Promise<boolean>;
  /** Ends what it started; the connection belongs to who gave it. */
  close(): Promise<void>;
}
