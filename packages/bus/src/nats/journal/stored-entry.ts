import type { StreamDefinition } from '@specline/contracts';
import type { JournalEntry } from '../../journal.ts';
import type { Headers } from '../../messages/headers.ts';
import type { JetStreamApi } from './api.ts';
import { Refusal } from './refusal.ts';

/** Which entry: the last of a subject, the one at a sequence, or the first of a subject from a sequence on. */
export type Which =
  | { readonly last_by_subj: string }
  | { readonly seq: number }
  | { readonly seq: number; readonly next_by_subj: string };

interface Stored {
  readonly subject: string;
  readonly seq: number;
  /** Base64, with the first line and the line ends of the protocol. */
  readonly hdrs?: string;
  readonly data?: string;
  readonly time: string;
}

/** In which stream an entry is looked for. */
export interface Where {
  readonly stream: StreamDefinition;
  readonly signal?: AbortSignal | undefined;
}

/** An entry as the leader of its stream knows it. */
export async function storedEntry(
  api: JetStreamApi,
  { stream, signal }: Where,
  which: Which,
): Promise<JournalEntry | undefined> {
  try {
    const call = { operation: 'STREAM.MSG.GET', stream: stream.name, body: which, signal };
    return toEntry((await api.call<{ message: Stored }>(call)).message);
  } catch (error) {
    if (error instanceof Refusal && error.is('noMessage')) return undefined;
    throw error;
  }
}

/**
 * Whether entries other than the oldest leave the stream. Servers such as 2.9.10 do not know which entry of a subject
 * is the last when a later one was removed from a file, and say that there is none.
 */
export const hasGaps = ({ keeps, key }: StreamDefinition): boolean => keeps === 'queue' || key === 'dead';

/** The last entry of a subject without wildcards. */
export async function lastEntry(api: JetStreamApi, where: Where, subject: string): Promise<JournalEntry | undefined> {
  const last = await storedEntry(api, where, { last_by_subj: subject });
  if (last !== undefined || !hasGaps(where.stream)) return last;
  const range = { subject, from: 1, before: Number.POSITIVE_INFINITY };
  return (await Array.fromAsync(storedEntries(api, where, range))).at(-1);
}

interface Range {
  readonly subject: string;
  readonly from: number;
  readonly before: number;
}

/** The entries of a subject in a range of sequences, one round trip each. */
export async function* storedEntries(
  api: JetStreamApi,
  where: Where,
  { subject, from, before }: Range,
): AsyncGenerator<JournalEntry> {
  for (let next = from; next < before; ) {
    const entry = await storedEntry(api, where, { seq: next, next_by_subj: subject });
    if (entry === undefined || entry.sequence >= before) return;
    yield entry;
    next = entry.sequence + 1;
  }
}

const toEntry = ({ subject, seq, hdrs, data, time }: Stored): JournalEntry => ({
  subject,
  sequence: seq,
  text: fromBase64(data),
  headers: withoutConditions(headerLines(fromBase64(hdrs))),
  recordedAt: Date.parse(time),
});

const fromBase64 = (text = ''): string => Buffer.from(text, 'base64').toString();

function headerLines(text: string): Headers {
  // As in what a consumer hands out.
  const lines = /[^\r]\n|\r[^\n]/.test(text) ? [] : text.split('\r\n').slice(1);
  const pairs = lines.flatMap((line) => {
    const colon = line.indexOf(':');
    return colon < 0 ? [] : [[line.slice(0, colon), line.slice(colon + 1).trim()]];
  });
  return Object.fromEntries(pairs);
}

/** Leaves out what the broker was told or tells beside the entry: conditions and the size. */
export const withoutConditions = (headers: Headers): Headers =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !/^Nats-(Expected-|Msg-Size$)/.test(name)));
