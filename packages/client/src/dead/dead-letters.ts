import type { Journal } from '@specline/bus';
import { journalHeaders, type StreamDefinition, type Subjects, shown, wording } from '@specline/contracts';
import { bound, within } from '../bound.ts';
import { SpeclineError, speclineError, telling } from '../errors.ts';
import { persistently } from '../persistently.ts';
import { type DeadLetter, deadLetterOf, type WholeDeadLetter } from './dead-letter.ts';

export interface CallOptions {
  /** How long it may take, in milliseconds; absent: 10,000. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** Submits that ended without an outcome, for whoever looks after them. */
export interface DeadLetters {
  /**
   * All of them, oldest first, as anyone may see them.
   *
   * @example for await (const { sequence, id, explanation } of specline.dead.list()) print(sequence, id, explanation);
   */
  list(options?: Pick<CallOptions, 'signal'>): AsyncIterable<DeadLetter>;
  /**
   * One with what was submitted, which may hold secrets; undefined: there is none at this sequence.
   *
   * @example const letter = await specline.dead.show(12);
   */
  show(sequence: number, options?: CallOptions): Promise<WholeDeadLetter | undefined>;
  /**
   * Submits it again, under its id, and removes the letter. If that was interrupted, the same call may be made again.
   * Rejects with SpeclineError `not-found` where there is none, or only the beginning of what was submitted.
   *
   * @example const { submitSequence } = await specline.dead.retry(12);
   */
  retry(sequence: number, options?: CallOptions): Promise<Retried>;
}

/** A dead letter that was submitted again. */
export interface Retried {
  readonly id: string;
  /** The new submit's. */
  readonly submitSequence: number;
}

interface Source {
  readonly journal: Journal;
  readonly subjects: Subjects;
  readonly stream: StreamDefinition;
  readonly closing: AbortSignal;
}

const defaultTimeoutMs = 10_000;

/** The dead letters of a journal. */
export function deadLetters(source: Source): DeadLetters {
  const limited = <T>(
    { timeoutMs = defaultTimeoutMs, signal }: CallOptions,
    work: (ending: AbortSignal) => Promise<T>,
  ) => within({ timeoutMs, signal, closing: source.closing }, work);
  return {
    list: (options) => list(source, options),
    show: (sequence, options = {}) => limited(options, (ending) => telling(() => show(sequence, source, ending))),
    retry: (sequence, options = {}) =>
      limited(options, (ending) => persistently(() => retry(sequence, source, ending), ending)),
  };
}

async function* list(
  { journal, stream, closing }: Source,
  { signal }: Pick<CallOptions, 'signal'> = {},
): AsyncGenerator<DeadLetter> {
  using limit = bound({ signal, closing });
  const all = journal.read(stream, { from: 'first', headersOnly: true, signal: limit.signal });
  try {
    for await (const entry of all) yield deadLetterOf(entry);
  } catch (error) {
    throw speclineError(error);
  }
}

async function show(
  sequence: number,
  { journal, stream }: Source,
  signal: AbortSignal,
): Promise<WholeDeadLetter | undefined> {
  const entry = await journal.at(stream, sequence, signal);
  return entry && { ...deadLetterOf(entry), text: entry.text, headers: entry.headers };
}

async function retry(sequence: number, source: Source, signal: AbortSignal): Promise<Retried> {
  const { journal, subjects, stream } = source;
  const letter = await show(sequence, source, signal);
  if (letter === undefined) throw noneAt(sequence);
  if (letter.cutFromBytes !== undefined) throw onlyPartAt(sequence, letter.cutFromBytes);
  const { sequence: submitSequence } = await journal.append(subjects.submit, letter.text, {
    headers: {
      [journalHeaders.retryOf]: String(sequence),
      ...(letter.traceparent === undefined ? {} : { [journalHeaders.traceparent]: letter.traceparent }),
    },
    // The same each time, so that a retry which was interrupted submits once.
    messageId: `${letter.submitMessageId ?? ''}:retry-${sequence}`,
    signal,
  });
  await journal.remove(stream, sequence);
  return { id: letter.id, submitSequence };
}

const noneAt = (sequence: number): SpeclineError =>
  new SpeclineError('not-found', wording`there is no dead letter ${shown(sequence)}; list them to see which are`);

const onlyPartAt = (sequence: number, bytes: number): SpeclineError =>
  new SpeclineError(
    'not-found',
    wording`dead letter ${shown(sequence)} holds only the beginning of the ${shown(bytes)} bytes that were submitted; submit them again from their source`,
  );
