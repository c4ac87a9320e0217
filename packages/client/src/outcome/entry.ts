import type { JournalEntry } from '@specline/bus';
import { decodeToken, type ErrorCode, isErrorCode, journalHeaders, type Outcome } from '@specline/contracts';

/** What a list says of an outcome: nothing that its event does not say. */
export interface OutcomeEntry {
  readonly sequence: number;
  readonly recordedAt: Date;
  readonly id: string;
  readonly status: Outcome['status'];
  /** Of its errors, each once. */
  readonly codes: readonly ErrorCode[];
  readonly node: string;
  readonly container: string;
  readonly contentDigest: string;
}

/** Reads what a list says from the headers of an outcome. */
export function outcomeEntryOf({ subject, sequence, recordedAt, headers }: JournalEntry): OutcomeEntry {
  return {
    sequence,
    recordedAt: new Date(recordedAt),
    id: decodeToken(subject.slice(subject.lastIndexOf('.') + 1)),
    status: headers[journalHeaders.status] === 'composed' ? 'composed' : 'failed',
    codes: (headers[journalHeaders.codes] ?? '').split(',').filter(isErrorCode),
    node: decodeToken(headers[journalHeaders.node] ?? '='),
    container: decodeToken(headers[journalHeaders.container] ?? '='),
    contentDigest: headers[journalHeaders.contentDigest] ?? '',
  };
}
