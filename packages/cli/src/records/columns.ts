import { printable } from '../output/printable.ts';

/** Ids may be as long as a digest; in a list they stay whole, for they are copied from there. */
export const cell = (text: string, width: number): string => printable(text).padEnd(width);

/** One line of a list; what its last columns lack is not filled up. */
export const row = (cells: readonly string[]): string => cells.join('  ').trimEnd();

/** A time as people read it, to the second, in UTC: lists are compared with logs. */
export const stamp = (time: Date): string => time.toISOString().replace('T', ' ').replace(/\.\d+/, '');
