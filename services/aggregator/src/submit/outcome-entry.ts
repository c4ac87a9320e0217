import type { JournalEntry } from '@specline/bus';
import {
  decode,
  decodeToken,
  encodeToken,
  journalHeaders,
  type Outcome,
  outcomeSchema,
  type Summary,
  summarize,
} from '@specline/contracts';
import { recordedText } from '../outcome-text.ts';

/** An outcome as it is recorded: for ever, under its submit's id. */
export interface RecordedOutcome {
  /** With each error's and warning's public form beside the whole one: not every reader may see the whole. */
  readonly outcome: Outcome;
  /** Of the submit that it answers. */
  readonly contentDigest: string;
  readonly container: string;
  readonly traceparent: string;
}

interface Entry {
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What is recorded of an outcome; the headers let a list be made without the texts. */
export function outcomeEntry({ outcome, contentDigest, container, traceparent }: RecordedOutcome): Entry {
  const codes = outcome.status === 'failed' ? [...new Set(outcome.errors.map(({ code }) => code))] : [];
  const headers = {
    [journalHeaders.contentDigest]: contentDigest,
    [journalHeaders.status]: outcome.status,
    ...(codes.length === 0 ? {} : { [journalHeaders.codes]: codes.join(',') }),
    [journalHeaders.node]: encodeToken(outcome.node),
    [journalHeaders.container]: encodeToken(container),
    [journalHeaders.traceparent]: traceparent,
  };
  return { text: recordedText(outcome), headers };
}

/**
 * Undoes {@link outcomeEntry}; undefined where an aggregator has not written it under this id. The broker itself records
 * its answers on whatever subject they are asked to go to, also for those who may not publish there.
 */
export function recordedOutcome(
  { text, headers }: Pick<JournalEntry, 'text' | 'headers'>,
  id: string,
): RecordedOutcome | undefined {
  const { [journalHeaders.contentDigest]: contentDigest, [journalHeaders.container]: container } = headers;
  if (contentDigest === undefined || container === undefined) return undefined;
  const outcome = outcomeSchema.parse(decode(text));
  if (outcome.id !== id) return undefined;
  return {
    outcome,
    contentDigest,
    container: decodeToken(container),
    traceparent: headers[journalHeaders.traceparent] ?? '',
  };
}

/** What may be told to everybody of a recorded outcome: the same each time, whoever tells it. */
export const summaryOf = ({ outcome, container }: RecordedOutcome): Summary => summarize(outcome, container);
