import { randomUUID } from 'node:crypto';
import { type StreamDefinition, shown, wording } from '@specline/contracts';
import type { ConsumerInfo, StreamInfo } from 'nats';
import { JournalUnavailable } from '../../journal/errors.ts';
import type { JournalEntry, ReadOptions, Start } from '../../journal.ts';
import { apiSubject } from './api.ts';
import { Arrivals } from './arrivals.ts';
import type { HandedEntry } from './handed-entry.ts';
import { Pull, type PullEnd, type Wire } from './pull.ts';
import { readerConfig } from './reader-config.ts';

/** Entries asked for at one time, and the bytes that they may have beyond one entry of the largest size. */
const batch = 256;
const batchBytes = 4 * 1024 * 1024;
/** Times in a row that a consumer may be lost without having given an entry. */
const maximumLosses = 5;

type Arrival = { readonly entry: HandedEntry } | { readonly end: PullEnd | 'closed' };

interface Source {
  readonly name: string;
  readonly pull: Pull;
  readonly arrivals: Arrivals<Arrival>;
  /** Of the entries that it has handed out. */
  consumerSequence: number;
  /** How many more the server knew of at the last one. */
  pending: number;
  /** Entries since it was last asked. */
  received: number;
}

export interface ReaderOptions extends ReadOptions {
  /** How long one wait for an entry is, in milliseconds. */
  readonly waitMs: number;
}

/**
 * Reads a log in order, by a consumer that the server forgets. Where that one is lost, or something that it sent, a new
 * one goes on behind the last entry. The client's own ordered consumer cannot be held up by a slow reader, loses
 * entries when it is reset before its first one, and knows nothing of a stream that was begun anew.
 */
export class OrderedReader {
  readonly #wire: Wire;
  readonly #stream: StreamDefinition;
  readonly #options: ReaderOptions;
  #start: Start;
  /** When the stream was created that `#start` counts in. */
  #created: string | undefined;
  #source: Source | undefined;
  #last = 0;
  /** The sequence of the last entry that was given, and when it was recorded. */
  #given = 0;
  #givenAt = 0;
  #losses = 0;

  constructor(wire: Wire, stream: StreamDefinition, options: ReaderOptions) {
    this.#wire = wire;
    this.#stream = stream;
    this.#options = options;
    this.#start = options.from;
  }

  /** The sequence that was last in the stream when this was opened or went on. */
  get last(): number {
    return this.#last;
  }

  /** Whether the server knew of nothing more at the last entry. A replica of the stream may know less than its leader. */
  get exhausted(): boolean {
    return this.#source?.pending === 0;
  }

  /** The sequence behind the last entry. */
  get position(): number {
    return typeof this.#start === 'object' && 'sequence' in this.#start ? this.#start.sequence : 0;
  }

  /**
   * The next entry; nothing where none comes for a while. Rejects with JournalUnavailable or StreamMissing where it
   * cannot go on now; it can be called again.
   */
  async next(): Promise<JournalEntry | undefined> {
    for (;;) {
      const source = await this.#open();
      if (source.pull.asked === 0 && source.arrivals.empty) this.#ask(source);
      const arrival = await source.arrivals.next();
      this.#options.signal?.throwIfAborted();
      if ('entry' in arrival) {
        if (this.#follows(source, arrival.entry)) return this.#pass(arrival.entry);
      } else if (arrival.end !== 'expired') {
        this.#lose();
      } else if (source.received === 0) {
        return undefined;
      }
    }
  }

  /** Makes the server know where reading starts. */
  async open(): Promise<void> {
    await this.#open();
  }

  /** Ends it, and a wait that is under way. */
  close(): void {
    const source = this.#source;
    this.#source = undefined;
    if (source === undefined) return;
    source.arrivals.push({ end: 'closed' });
    source.pull.close();
    this.#wire.api.tell(apiSubject('CONSUMER.DELETE', this.#stream.name, source.name));
  }

  async #open(): Promise<Source> {
    this.#source ??= await this.#connect();
    const { signal } = this.#options;
    if (signal?.aborted) this.close();
    signal?.throwIfAborted();
    return this.#source;
  }

  #ask(source: Source): void {
    source.received = 0;
    const maximumBytes = batchBytes + this.#wire.link.maximumBytes;
    source.pull.ask({ batch, expiresMs: this.#options.waitMs, maximumBytes });
  }

  /** Whether nothing is missing before an entry, and it was not asked for by a start beyond the end. */
  #follows(source: Source, { consumerSequence, sequence, pending }: HandedEntry): boolean {
    source.received++;
    if (consumerSequence !== source.consumerSequence + 1) {
      this.#lose();
      return false;
    }
    source.consumerSequence = consumerSequence;
    source.pending = pending;
    return sequence >= this.position;
  }

  #pass({ subject, text, headers, sequence, recordedAt }: HandedEntry): JournalEntry {
    this.#start = { sequence: sequence + 1 };
    this.#given = sequence;
    this.#givenAt = recordedAt;
    this.#losses = 0;
    return { subject, text, headers, sequence, recordedAt };
  }

  #lose(): void {
    this.close();
    this.#losses++;
    if (this.#losses <= maximumLosses) return;
    this.#losses = 0;
    throw new JournalUnavailable(wording`the journal loses readers of ${shown(this.#stream.name)}; try again`);
  }

  async #connect(): Promise<Source> {
    await this.#checkSameStream();
    const name = randomUUID();
    const config = readerConfig(name, { ...this.#options, from: this.#start });
    const body = { stream_name: this.#stream.name, config };
    const target = { stream: this.#stream.name, consumer: name };
    const { signal } = this.#options;
    const info = await this.#wire.api.call<ConsumerInfo>({ operation: 'CONSUMER.CREATE', ...target, body, signal });
    this.#start = { sequence: Math.max(this.position, info.delivered.stream_seq + 1) };
    const arrivals = new Arrivals<Arrival>();
    const pull = new Pull(this.#wire, {
      ...target,
      onEntry: (entry) => arrivals.push({ entry }),
      onEnd: (end) => arrivals.push({ end }),
    });
    return { name, pull, arrivals, consumerSequence: 0, pending: info.num_pending, received: 0 };
  }

  /**
   * A stream in memory begins anew with its server, and so does who reads it. That a replicated one ends before what was
   * read says nothing: a new leader does not know of all entries for a while. Nor does a creation that is another one
   * but before what was read: the servers of a replicated stream need not agree on it after a restart.
   */
  async #checkSameStream(): Promise<void> {
    const { signal } = this.#options;
    const call = { operation: 'STREAM.INFO', stream: this.#stream.name, signal };
    const { created, state, config } = await this.#wire.api.call<StreamInfo>(call);
    const isShorter = config.num_replicas === 1 && state.last_seq < this.#given;
    const isOther = created !== this.#created && Date.parse(created) > this.#givenAt;
    const begunAnew = this.#created !== undefined && (isOther || isShorter);
    if (begunAnew) {
      this.#start = 'first';
      this.#given = 0;
    }
    this.#created = created;
    this.#last = state.last_seq;
  }
}
