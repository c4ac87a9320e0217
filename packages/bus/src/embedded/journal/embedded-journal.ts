import { type StreamDefinition, wording } from '@specline/contracts';
import { keyValue, withoutMessageId } from '../../journal/entry-headers.ts';
import { JournalUnavailable, StreamConflict, StreamFull, StreamMissing } from '../../journal/errors.ts';
import { withLoggedFailures } from '../../journal/logged-failures.ts';
import { checkFollowed, checkSubjectOf } from '../../journal/stream-subject.ts';
import type {
  Appended,
  AppendOptions,
  Delivery,
  First,
  Following,
  Journal,
  JournalEntry,
  ReadOptions,
  StreamKeeping,
  TakeOptions,
  Taking,
} from '../../journal.ts';
import type { Log } from '../../log/log.ts';
import { type Headers, noHeaders } from '../../messages/headers.ts';
import { Deliveries } from '../deliveries.ts';
import type { Recordable } from '../embedded-messages.ts';
import { EmbeddedQueue } from './embedded-queue.ts';
import { followStream, readStream } from './embedded-reading.ts';
import { type Draft, draftOf, EmbeddedStream } from './embedded-stream.ts';
import { EmbeddedTaking } from './embedded-taking.ts';

interface Options {
  readonly log: Log;
  readonly maximumBytes: number;
  /** Called with each entry that was recorded by the journal's own doing. */
  readonly handOut: (draft: Draft) => void;
}

/** The journal in memory. */
export class EmbeddedJournal implements Journal {
  readonly #options: Options;
  readonly #streams = new Map<string, EmbeddedStream>();
  readonly #queues = new Map<string, EmbeddedQueue>();
  readonly #deliveries = new Deliveries();
  readonly #ending = new AbortController();

  constructor(options: Options) {
    this.#options = options;
  }

  async prepare(streams: readonly StreamDefinition[], keeping: StreamKeeping): Promise<void> {
    this.#check();
    for (const definition of streams) {
      const present = this.#streams.get(definition.name);
      if (present === undefined) this.#create(definition, keeping);
      else present.bringTo(definition, keeping);
    }
  }

  async append(subject: string, text: string, options: AppendOptions = {}): Promise<Appended> {
    this.#check(options.signal);
    const draft = draftOf({ subject, text, ...options }, this.#options.maximumBytes);
    const stream = this.#streamOf(subject);
    if (stream === undefined) throw StreamMissing.forSubject(subject);
    const appended = stream.append(draft);
    if (!appended.duplicate) this.#options.handOut(draft);
    return appended;
  }

  /** Keeps a message that was published on a stream's subject; its publisher is not told, also where there is no room. */
  record({ subject, text, headers = noHeaders }: Recordable): void {
    try {
      this.#streamOf(subject)?.append({ subject, text: text.toWellFormed(), headers });
    } catch (error) {
      if (!(error instanceof StreamFull)) throw error;
    }
  }

  async appendFirst(
    definition: StreamDefinition,
    subject: string,
    text: string,
    options: AppendOptions = {},
  ): Promise<First> {
    const stream = this.#conditional(definition, subject, options.signal);
    const draft = draftOf({ subject, text, ...options }, this.#options.maximumBytes);
    const present = stream.ofSubject(subject).at(-1);
    if (present !== undefined) return { first: false, entry: present };
    return { first: true, sequence: this.#recorded(stream, draft) };
  }

  async appendOnce(
    definition: StreamDefinition,
    subject: string,
    text: string,
    options: AppendOptions & { readonly headers: Headers; readonly key: string },
  ): Promise<boolean> {
    const stream = this.#conditional(definition, subject, options.signal);
    const draft = draftOf({ subject, text, ...options }, this.#options.maximumBytes);
    const value = keyValue(draft.headers, options.key);
    if (stream.ofSubject(subject).some(({ headers }) => headers[options.key] === value)) return false;
    this.#recorded(stream, draft);
    return true;
  }

  async last(stream: StreamDefinition, subject: string, signal?: AbortSignal): Promise<JournalEntry | undefined> {
    this.#check(signal);
    return this.#stream(stream).ofSubject(subject).at(-1);
  }

  async lastOnReplica(
    stream: StreamDefinition,
    subject: string,
    signal?: AbortSignal,
  ): Promise<JournalEntry | undefined> {
    return this.last(stream, subject, signal);
  }

  async at(stream: StreamDefinition, sequence: number, signal?: AbortSignal): Promise<JournalEntry | undefined> {
    this.#check(signal);
    return this.#stream(stream).get(sequence);
  }

  async *read(stream: StreamDefinition, options: ReadOptions): AsyncGenerator<JournalEntry> {
    this.#check(options.signal);
    yield* readStream(this.#stream(stream), options);
  }

  async follow(
    definition: StreamDefinition,
    options: ReadOptions,
    handler: (entry: JournalEntry) => void | Promise<void>,
  ): Promise<Following> {
    this.#check(options.signal);
    checkFollowed(definition);
    const { signal } = this.#ending;
    const until = options.signal === undefined ? signal : AbortSignal.any([signal, options.signal]);
    const careful = withLoggedFailures(handler, { log: this.#options.log, subject: definition.subject });
    return followStream(this.#stream(definition), { ...options, signal: until }, careful);
  }

  async take(
    definition: StreamDefinition,
    options: TakeOptions,
    handler: (delivery: Delivery) => void,
  ): Promise<Taking> {
    this.#check();
    const queue = this.#queues.get(definition.name);
    if (queue === undefined) throw new StreamMissing(definition.name);
    const receive = withLoggedFailures(handler, { log: this.#options.log, subject: definition.subject });
    return new EmbeddedTaking(queue, { ...options, receive });
  }

  async remove(stream: StreamDefinition, sequence: number): Promise<boolean> {
    this.#check();
    return this.#stream(stream).remove(sequence);
  }

  async close(): Promise<void> {
    this.#ending.abort();
    for (const queue of this.#queues.values()) queue.close();
  }

  #create(definition: StreamDefinition, keeping: StreamKeeping): void {
    const { name, subject } = definition;
    const other = this.#streams.values().find((stream) => stream.definition.subject === subject);
    if (other !== undefined) {
      const wanted = `one that ${other.definition.name} has not`;
      throw new StreamConflict({ stream: name, field: 'subject', value: subject, wanted });
    }
    const stream = new EmbeddedStream(definition, keeping);
    this.#streams.set(definition.name, stream);
    if (definition.keeps === 'queue') this.#queues.set(definition.name, new EmbeddedQueue(stream, this.#deliveries));
  }

  #check(signal?: AbortSignal): void {
    signal?.throwIfAborted();
    if (this.#ending.signal.aborted) throw new JournalUnavailable(wording`the journal is closed`);
  }

  #stream({ name }: StreamDefinition): EmbeddedStream {
    const stream = this.#streams.get(name);
    if (stream === undefined) throw new StreamMissing(name);
    return stream;
  }

  #conditional(definition: StreamDefinition, subject: string, signal: AbortSignal | undefined): EmbeddedStream {
    this.#check(signal);
    checkSubjectOf(definition, subject);
    return this.#stream(definition);
  }

  #streamOf(subject: string): EmbeddedStream | undefined {
    return this.#streams.values().find(({ matches }) => matches(subject));
  }

  /** Records under a condition that holds: a namesake elsewhere in the stream is no reason not to. */
  #recorded(stream: EmbeddedStream, draft: Draft): number {
    const first = stream.append(draft);
    const anonymous = { ...draft, headers: withoutMessageId(draft.headers) };
    const { sequence } = first.duplicate ? stream.append(anonymous) : first;
    this.#options.handOut(draft);
    return sequence;
  }
}
