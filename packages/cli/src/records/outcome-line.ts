import type { OutcomeEntry } from '@specline/client';
import type { Paint } from '../output/paint.ts';
import { cell, row, stamp } from './columns.ts';

/** An outcome as one line of a list. */
export function readableOutcome({ recordedAt, status, node, id, codes }: OutcomeEntry, paint: Paint): string {
  const word = cell(status, 8);
  const painted = status === 'composed' ? paint.green(word) : paint.red(word);
  return row([paint.dim(stamp(recordedAt)), painted, cell(node, 16), cell(id, 24), codes.join(', ')]);
}
