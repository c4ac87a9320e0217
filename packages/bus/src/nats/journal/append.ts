import { setTimeout as delay } from 'node:timers/promises';
import { type StreamDefinition, shown, wording } from '@specline/contracts';
import type { PubAck } from 'nats';
import { entryHeaders, keyValue, withoutMessageId } from '../../journal/entry-headers.ts';
import { JournalUnavailable, StreamFull, StreamMissing } from '../../journal/errors.ts';
import type { Appended, AppendOptions, First } from '../../journal.ts';
import { NoResponders } from '../../messages/errors.ts';
import type { Headers } from '../../messages/headers.ts';
import type { JetStreamApi } from './api.ts';
import { Refusal } from './refusal.ts';
import { hasGaps, lastEntry, storedEntries, storedEntry } from './stored-entry.ts';

/** How often a condition is tried again that others, or the age of entries, have overtaken. */
const maximumAttempts = 64;

/** What is to be recorded. */
interface Draft {
  readonly subject: string;
  readonly text: string;
  readonly headers: Headers;
  readonly signal?: AbortSignal | undefined;
}

interface ConditionalDraft extends Draft {
  readonly stream: StreamDefinition;
}

export const draft = (subject: string, text: string, { headers, messageId, signal }: AppendOptions): Draft => ({
  subject,
  text,
  headers: entryHeaders(headers, messageId),
  signal,
});

/** Records without condition. */
export async function append(api: JetStreamApi, entry: Draft): Promise<Appended> {
  const { seq, duplicate = false } = await publish(api, entry);
  return { sequence: seq, duplicate };
}

/** Records if nothing is there on the subject. */
export async function appendFirst(api: JetStreamApi, entry: ConditionalDraft): Promise<First> {
  const present = hasGaps(entry.stream) ? await lastEntry(api, entry, entry.subject) : undefined;
  if (present !== undefined) return { first: false, entry: present };
  for (let attempt = 0, draft = entry; attempt < maximumAttempts; attempt++) {
    const { sequence, duplicate } = await publishAfter(api, draft, 0);
    if (sequence !== undefined) return { first: true, sequence };
    const present = await lastEntry(api, draft, draft.subject);
    if (present !== undefined) return { first: false, entry: present };
    await delay(attempt);
    if (duplicate) draft = anonymous(draft);
  }
  throw overtaken(entry.subject);
}

/** Records if no entry of the subject has the same value in the header `key`. */
export async function appendOnce(api: JetStreamApi, entry: ConditionalDraft, key: string): Promise<boolean> {
  const value = keyValue(entry.headers, key);
  const isThere = async (from: number, before: number): Promise<boolean> => {
    const range = { subject: entry.subject, from, before };
    for await (const { headers } of storedEntries(api, entry, range)) if (headers[key] === value) return true;
    return false;
  };
  if (hasGaps(entry.stream) && (await isThere(1, Number.POSITIVE_INFINITY))) return false;
  for (let attempt = 0, last = 0, draft = entry; attempt < maximumAttempts; attempt++) {
    const { sequence, duplicate } = await publishAfter(api, draft, last);
    if (sequence !== undefined) return true;
    const present = await storedEntry(api, draft, { last_by_subj: draft.subject });
    if (present?.headers[key] === value) return false;
    if (await isThere(last + 1, present?.sequence ?? 0)) return false;
    last = present?.sequence ?? 0;
    if (present === undefined) await delay(attempt);
    if (duplicate) draft = anonymous(draft);
  }
  throw overtaken(entry.subject);
}

interface Attempt {
  /** Absent: not recorded. */
  readonly sequence?: number;
  /** Not because of the condition, but because the stream has an entry with this message id. */
  readonly duplicate: boolean;
}

/** Records if the subject's last entry is at this sequence; 0: if it has none. */
async function publishAfter(api: JetStreamApi, entry: ConditionalDraft, last: number): Promise<Attempt> {
  const conditions = {
    'Nats-Expected-Stream': entry.stream.name,
    'Nats-Expected-Last-Subject-Sequence': String(last),
  };
  try {
    const ack = await publish(api, { ...entry, headers: { ...entry.headers, ...conditions } });
    return ack.duplicate === true ? { duplicate: true } : { sequence: ack.seq, duplicate: false };
  } catch (error) {
    if (error instanceof Refusal && error.is('wrongLastSequence', 'overtaken')) return { duplicate: false };
    throw error;
  }
}

/** For an entry whose namesake is gone from the subject: the condition alone keeps it from being recorded twice. */
const anonymous = (entry: ConditionalDraft): ConditionalDraft => ({
  ...entry,
  headers: withoutMessageId(entry.headers),
});

async function publish(api: JetStreamApi, { subject, text, headers, signal }: Draft): Promise<PubAck> {
  try {
    return await api.record<PubAck>({ subject, text, headers, ...(signal && { signal }) });
  } catch (error) {
    if (error instanceof NoResponders) throw await reasonOfSilence(api, subject, signal);
    if (error instanceof Refusal && error.full) throw new StreamFull(subject, error.description, { cause: error });
    throw error;
  }
}

/** Why nobody listens on the subject of an entry. */
async function reasonOfSilence(api: JetStreamApi, subject: string, signal?: AbortSignal): Promise<Error> {
  const [stream] = await api.streamsFor(subject, signal);
  if (stream === undefined) return StreamMissing.forSubject(subject);
  return new JournalUnavailable(wording`the stream ${shown(stream)} has no leader now; try again`);
}

const overtaken = (subject: string): JournalUnavailable =>
  new JournalUnavailable(wording`others change ${shown(subject)} too fast; try again`);
