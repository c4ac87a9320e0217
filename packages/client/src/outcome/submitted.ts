import type { Receipt } from '../submit/submit.ts';
import type { Asked } from './look.ts';

const begun = new WeakMap<Receipt, number>();

/** Notes when a submit that was recorded now, and not before, was begun, as `performance.now()` has it. */
export function noteSubmit(receipt: Receipt, beganMs: number): void {
  if (!receipt.duplicate) begun.set(receipt, beganMs);
}

/** When this process began the submit that a receipt is of; undefined where somebody else did. */
export const beganAt = (asked: Asked): number | undefined => (typeof asked === 'string' ? undefined : begun.get(asked));
