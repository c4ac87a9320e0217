import type { StreamDefinition } from '@specline/contracts';
import { JournalUnavailable } from '../../journal/errors.ts';
import type { JournalEntry } from '../../journal.ts';
import type { Message } from '../../messages.ts';
import { apiSubject, type JetStreamApi } from './api.ts';
import { lastEntry, type Where } from './stored-entry.ts';

/** How long an answer is waited for before the stream's leader is asked instead, in milliseconds. */
const timeoutMs = 1_000;

/** So long only leaders are asked after a replica did not answer, in milliseconds. */
const leadersOnlyMs = 60_000;

/** What the server tells of an entry in the headers of its answer. */
const told = { sequence: 'Nats-Sequence', time: 'Nats-Time-Stamp' } as const;

/** Whether entries can be read from replicas: where each is read before it is written. */
export const isReadDirectly = ({ key }: StreamDefinition): boolean => key === 'outcomes';

/**
 * Reads of the last entry of a subject as one replica knows it. The server answers with the entry itself, where a call of
 * its API waits in a queue, is answered in JSON and makes an advisory of question and answer.
 */
export class DirectReads {
  readonly #api: JetStreamApi;
  #leadersOnlyUntil = Number.NEGATIVE_INFINITY;

  constructor(api: JetStreamApi) {
    this.#api = api;
  }

  async last(where: Where, subject: string): Promise<JournalEntry | undefined> {
    if (performance.now() < this.#leadersOnlyUntil) return lastEntry(this.#api, where, subject);
    const { stream, signal } = where;
    const question = apiSubject('DIRECT.GET', stream.name, subject);
    try {
      return toEntry(subject, await this.#api.ask(question, { timeoutMs, ...(signal && { signal }) }));
    } catch (error) {
      if (!(error instanceof JournalUnavailable)) throw error;
      // Servers such as 2.9.10 do not say that nobody reads this stream so: it may be gone, or not yet as we want it.
      this.#leadersOnlyUntil = performance.now() + leadersOnlyMs;
      return lastEntry(this.#api, where, subject);
    }
  }
}

/** Undefined where the server says in a status, without any of these headers, that there is none. */
function toEntry(subject: string, { text, headers: all }: Message): JournalEntry | undefined {
  const { [told.sequence]: sequence, [told.time]: time = '' } = all;
  if (sequence === undefined) return undefined;
  const headers = Object.fromEntries(Object.entries(all).filter(([name]) => !isTold(name)));
  return { subject, text, headers, sequence: Number(sequence), recordedAt: Date.parse(time) };
}

const isTold = (name: string): boolean => /^Nats-(?!Msg-Id$)/.test(name);
