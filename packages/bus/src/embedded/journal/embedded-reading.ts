import { withoutText } from '../../journal/entry-headers.ts';
import type { Following, JournalEntry, ReadOptions } from '../../journal.ts';
import { subjectMatcher } from '../../messages/subject.ts';
import type { EmbeddedStream } from './embedded-stream.ts';

/** The entries that fit, from one sequence to another. */
function* entriesOf(
  stream: EmbeddedStream,
  { subject, headersOnly = false }: ReadOptions,
  { from, to }: { readonly from: number; readonly to: number },
): Generator<JournalEntry> {
  const matches = subject === undefined ? () => true : subjectMatcher(subject);
  for (let sequence = Math.max(from, stream.first); sequence <= to; sequence++) {
    const entry = stream.get(sequence);
    if (entry !== undefined && matches(entry.subject)) yield headersOnly ? withoutText(entry) : entry;
  }
}

/** The entries up to the one that is last now. */
export async function* readStream(stream: EmbeddedStream, options: ReadOptions): AsyncGenerator<JournalEntry> {
  for (const entry of entriesOf(stream, options, { from: stream.startOf(options.from), to: stream.last })) {
    options.signal?.throwIfAborted();
    yield entry;
  }
}

/** Follows a stream until the signal; `handler` never fails. */
export function followStream(
  stream: EmbeddedStream,
  options: ReadOptions & { readonly signal: AbortSignal },
  handler: (entry: JournalEntry) => Promise<void>,
): Following {
  const ending = new AbortController();
  const signal = AbortSignal.any([ending.signal, options.signal]);
  void run({ stream, options: { ...options, from: { sequence: stream.startOf(options.from) } }, signal, handler });
  return { stop: async () => ending.abort() };
}

interface Run {
  readonly stream: EmbeddedStream;
  readonly options: ReadOptions & { readonly from: { readonly sequence: number } };
  readonly signal: AbortSignal;
  readonly handler: (entry: JournalEntry) => Promise<void>;
}

async function run({ stream, options, signal, handler }: Run): Promise<void> {
  for (let from = options.from.sequence; ; ) {
    await somethingNew(stream, from, signal);
    const to = stream.last;
    for (const entry of entriesOf(stream, options, { from, to })) {
      if (signal.aborted) return;
      await handler(entry);
    }
    if (signal.aborted) return;
    from = Math.max(from, to + 1);
  }
}

function somethingNew(stream: EmbeddedStream, from: number, signal: AbortSignal): Promise<void> {
  if (stream.last >= from || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      unwatch();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const unwatch = stream.watch(() => stream.last >= from && done());
    signal.addEventListener('abort', done);
  });
}
