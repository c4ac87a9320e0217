import type { StreamDefinition } from '@specline/contracts';
import { JournalUnavailable } from '../../journal/errors.ts';
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
import type { Headers } from '../../messages/headers.ts';
import { append, appendFirst, appendOnce, draft } from './append.ts';
import { DirectReads } from './direct.ts';
import { followLog } from './follow.ts';
import { prepareStream } from './prepare.ts';
import type { Wire } from './pull.ts';
import { readLog } from './read.ts';
import { readQueue } from './read-queue.ts';
import { Refusal } from './refusal.ts';
import { lastEntry, storedEntry } from './stored-entry.ts';
import { NatsTaking } from './take.ts';

/** The journal over JetStream, for servers from 2.9.10 on. */
export class NatsJournal implements Journal {
  readonly #wire: Wire;
  readonly #direct: DirectReads;
  readonly #log: Log;
  readonly #prepared = new Map<string, StreamKeeping>();
  readonly #takings = new Set<Taking>();
  readonly #ending = new AbortController();

  constructor(wire: Wire, log: Log) {
    this.#wire = wire;
    this.#direct = new DirectReads(wire.api);
    this.#log = log;
  }

  async prepare(streams: readonly StreamDefinition[], keeping: StreamKeeping): Promise<void> {
    await Promise.all(streams.map((stream) => prepareStream(this.#wire.api, { stream, keeping })));
    for (const { name } of streams) this.#prepared.set(name, keeping);
  }

  async append(subject: string, text: string, options: AppendOptions = {}): Promise<Appended> {
    return append(this.#wire.api, draft(subject, text, options));
  }

  async appendFirst(
    stream: StreamDefinition,
    subject: string,
    text: string,
    options: AppendOptions = {},
  ): Promise<First> {
    checkSubjectOf(stream, subject);
    return appendFirst(this.#wire.api, { ...draft(subject, text, options), stream });
  }

  async appendOnce(
    stream: StreamDefinition,
    subject: string,
    text: string,
    options: AppendOptions & { readonly headers: Headers; readonly key: string },
  ): Promise<boolean> {
    checkSubjectOf(stream, subject);
    return appendOnce(this.#wire.api, { ...draft(subject, text, options), stream }, options.key);
  }

  async last(stream: StreamDefinition, subject: string, signal?: AbortSignal): Promise<JournalEntry | undefined> {
    return lastEntry(this.#wire.api, { stream, signal }, subject);
  }

  async lastOnReplica(
    stream: StreamDefinition,
    subject: string,
    signal?: AbortSignal,
  ): Promise<JournalEntry | undefined> {
    return this.#direct.last({ stream, signal }, subject);
  }

  async at(stream: StreamDefinition, sequence: number, signal?: AbortSignal): Promise<JournalEntry | undefined> {
    return sequence < 1 ? undefined : storedEntry(this.#wire.api, { stream, signal }, { seq: sequence });
  }

  read(stream: StreamDefinition, options: ReadOptions): AsyncIterable<JournalEntry> {
    return stream.keeps === 'queue' ? readQueue(this.#wire.api, stream, options) : readLog(this.#wire, stream, options);
  }

  async follow(
    stream: StreamDefinition,
    options: ReadOptions,
    handler: (entry: JournalEntry) => void | Promise<void>,
  ): Promise<Following> {
    checkFollowed(stream);
    const signals = [this.#ending.signal, ...(options.signal ? [options.signal] : [])];
    const care = this.#careFor(stream, handler);
    return followLog(this.#wire, stream, { ...options, signal: AbortSignal.any(signals), ...care });
  }

  async take(stream: StreamDefinition, options: TakeOptions, handler: (delivery: Delivery) => void): Promise<Taking> {
    const taking = new NatsTaking(this.#wire, stream, { ...options, ...this.#careFor(stream, handler) });
    await taking.start();
    this.#takings.add(taking);
    return taking;
  }

  async remove(stream: StreamDefinition, sequence: number): Promise<boolean> {
    const body = { seq: sequence, no_erase: true };
    try {
      await this.#wire.api.call({ operation: 'STREAM.MSG.DELETE', stream: stream.name, body });
      return true;
    } catch (error) {
      if (error instanceof Refusal && error.is('sequenceNotFound', 'deleteFailed')) return false;
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#ending.abort();
    await Promise.all(Array.from(this.#takings, (taking) => taking.stop()));
  }

  /** What goes on by itself needs. */
  #careFor<T>({ subject }: StreamDefinition, handler: (value: T) => void | Promise<void>) {
    return {
      log: this.#log,
      restore: (stream: StreamDefinition) => this.#restore(stream),
      handler: withLoggedFailures(handler, { log: this.#log, subject }),
    };
  }

  /** Streams in memory are gone with their server; what was prepared here is prepared again. */
  async #restore(stream: StreamDefinition): Promise<void> {
    const keeping = this.#prepared.get(stream.name);
    if (keeping === undefined) return;
    await prepareStream(this.#wire.api, { stream, keeping }).catch((error: unknown) => {
      if (!(error instanceof JournalUnavailable)) this.#log.failure('cannot prepare again', error);
    });
  }
}
