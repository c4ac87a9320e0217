import { type StreamDefinition, type StreamKey, type Subjects, streamsBelow, subjectsBelow } from '@specline/contracts';

/** What one user of NATS may do; all that is not here is refused. */
export interface Role {
  readonly name: string;
  readonly publish: readonly string[];
  /** With a queue behind the subject: only as a member of it. */
  readonly subscribe: readonly string[];
}

/** The names that rights are about. */
export interface Place {
  readonly subjects: Subjects;
  readonly streams: Readonly<Record<StreamKey, StreamDefinition>>;
}

export function placeBelow(prefix: string): Place {
  const subjects = subjectsBelow(prefix);
  return { subjects, streams: streamsBelow(prefix, subjects) };
}

/** Where a user is answered, and nobody else may listen. */
export const inboxOf = (role: string): string => `_INBOX_${role}.>`;
