import type { DeadLetter } from '@specline/client';
import type { Paint } from '../output/paint.ts';
import { printable } from '../output/printable.ts';
import { cell, row, stamp } from './columns.ts';

/** A dead letter as one line of a list. */
export function readableDeadLetter(
  { sequence, recordedAt, id, reason, explanation }: DeadLetter,
  paint: Paint,
): string {
  const place = String(sequence).padStart(6);
  return row([place, paint.dim(stamp(recordedAt)), cell(id, 24), paint.red(cell(reason, 10)), printable(explanation)]);
}
