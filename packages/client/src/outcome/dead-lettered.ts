import { type DeadReason, type ErrorCode, shown, wording } from '@specline/contracts';
import type { DeadLetter } from '../dead/dead-letter.ts';
import { SpeclineError } from '../errors.ts';

/** An id with an outcome for other content; a submit without one; one that may be what kills its takers. */
const codes: Readonly<Record<DeadReason, ErrorCode>> = {
  conflict: 'conflict',
  unreadable: 'invalid-request',
  deliveries: 'system',
};

/** The submit ended without an outcome; an operator can look at its letter and retry it. */
export class DeadLettered extends SpeclineError {
  override readonly name = 'DeadLettered';
  readonly reason: string;
  readonly letter: DeadLetter;

  constructor(letter: DeadLetter) {
    const { id, reason, explanation, sequence } = letter;
    const code = Object.hasOwn(codes, reason) ? codes[reason as DeadReason] : 'system';
    super(
      code,
      wording`${shown(id)} has no outcome but dead letter ${shown(sequence)}, ${shown(reason)}: ${shown(explanation)}`,
    );
    this.reason = reason;
    this.letter = letter;
  }
}
