import type { StreamDefinition } from '@specline/contracts';
import type { StreamKeeping } from '../journal.ts';
import { StreamConflict } from './errors.ts';

/** What of a stream that lives cannot be changed, and what it holds. */
export interface PresentStream {
  readonly subject: string;
  /** `queue`, `log`, or what else the broker says. */
  readonly retention: string;
  readonly storage: string;
  /** Of its entries. */
  readonly bytes: number;
}

/** Checks that a stream is ours and can be brought to what is wanted. @throws StreamConflict */
export function checkStream(present: PresentStream, definition: StreamDefinition, keeping: StreamKeeping): void {
  const { name: stream, subject, keeps, key, whenFull } = definition;
  const wanted = { subject, retention: keeps, storage: keeping.storage };
  for (const field of ['subject', 'retention', 'storage'] as const) {
    const value = present[field];
    if (value !== wanted[field]) throw new StreamConflict({ stream, field, value, wanted: wanted[field] });
  }
  const { maximumBytes } = keeping.limits[key];
  // The broker would make room whatever the stream says of being full.
  if (whenFull === 'refuse' && present.bytes > maximumBytes) {
    const value = String(present.bytes);
    throw new StreamConflict({ stream, field: 'bytes of entries', value, wanted: `at most ${maximumBytes}` });
  }
}
