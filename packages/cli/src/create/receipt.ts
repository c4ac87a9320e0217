import type { Receipt } from '@specline/client';
import { encode, type OutcomeWarning, privateEntry } from '@specline/contracts';
import { type Refused, resultLine } from '../compile/result.ts';

/** A submit that was recorded. */
export interface Recorded {
  readonly receipt: Receipt;
  /** Of the reading. */
  readonly warnings: readonly OutcomeWarning[];
}

/** The line of a submit: its receipt, or why there is none. */
export function receiptLine(name: string | null, answer: Recorded | Refused): string {
  if ('errors' in answer) return resultLine(name, answer);
  const { id, sequence, duplicate } = answer.receipt;
  return encode({ name, id, sequence, duplicate, warnings: answer.warnings.map(privateEntry) });
}
