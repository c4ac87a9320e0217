import { encode } from '@specline/contracts';
import type { Paint } from '../output/paint.ts';
import { printable } from '../output/printable.ts';
import type { Difference } from './differences.ts';

/** A difference as one readable line. */
export function differenceLine({ path, change, before, after }: Difference, paint: Paint): string {
  const name = printable(path);
  switch (change) {
    case 'added':
      return `${paint.green(`+ ${name}`)}  ${shortened(after)}`;
    case 'removed':
      return `${paint.red(`- ${name}`)}  ${shortened(before)}`;
    case 'changed':
      return `${paint.yellow(`~ ${name}`)}  ${changeWords(shortened(before), shortened(after))}`;
  }
}

/** Two values that are hidden look alike. */
const changeWords = (before: string, after: string): string => (before === after ? after : `${before} -> ${after}`);

const longest = 60;

function shortened(value: unknown): string {
  const text = printable(encode(value));
  return text.length > longest ? `${text.slice(0, longest - 1).toWellFormed()}…` : text;
}
