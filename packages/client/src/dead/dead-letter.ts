import type { JournalEntry } from '@specline/bus';
import { decodeToken, journalHeaders } from '@specline/contracts';

/** A submit that ended without an outcome, as anyone may see it. */
export interface DeadLetter {
  readonly sequence: number;
  readonly recordedAt: Date;
  /** The submit's id; `sequence:<n>`, its own sequence, where none could be read. */
  readonly id: string;
  /** `unreadable`, `conflict`, `deliveries`, or what a newer version knows besides. */
  readonly reason: string;
  /** The reason in public words. */
  readonly explanation: string;
  /** How often it had been handed out. */
  readonly deliveries: number;
  readonly submitSequence: number;
  readonly submitMessageId: string | undefined;
  readonly node: string | undefined;
  readonly container: string | undefined;
  readonly traceparent: string | undefined;
  /** The letter holds only the beginning of what was submitted, which had so many bytes. */
  readonly cutFromBytes: number | undefined;
}

/** The same with what was submitted, which may hold secrets. */
export interface WholeDeadLetter extends DeadLetter {
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Reads a dead letter from its headers. */
export function deadLetterOf({ subject, sequence, recordedAt, headers }: JournalEntry): DeadLetter {
  const names = journalHeaders;
  const cutFromBytes = headers[names.cutFromBytes];
  return {
    sequence,
    recordedAt: new Date(recordedAt),
    id: decodeToken(subject.slice(subject.lastIndexOf('.') + 1)),
    reason: headers[names.reason] ?? '',
    explanation: headers[names.explanation] ?? '',
    deliveries: Number(headers[names.deliveries]),
    submitSequence: Number(headers[names.submitSequence]),
    submitMessageId: headers[names.submitMessageId],
    node: decoded(headers[names.node]),
    container: decoded(headers[names.container]),
    traceparent: headers[names.traceparent],
    cutFromBytes: cutFromBytes === undefined ? undefined : Number(cutFromBytes),
  };
}

const decoded = (token: string | undefined): string | undefined =>
  token === undefined ? undefined : decodeToken(token);
