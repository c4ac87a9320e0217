import type { z } from 'zod';

/** What is wrong with a variable. */
export type Fault = Pick<z.core.$ZodIssue, 'path' | 'message'>;

/** Which of two durations must be at least as long as the other, and why. */
const order = [
  // A submit that comes again must find its outcome, and an outcome's event is recorded again from it.
  ['SPECLINE_OUTCOME_AGE', 'SPECLINE_EVENT_AGE', 'outcomes live at least as long as events'],
  ['SPECLINE_EVENT_AGE', 'SPECLINE_SUBMIT_AGE', 'events live at least as long as submits'],
  ['SPECLINE_SUBMIT_AGE', 'SPECLINE_DUPLICATE_WINDOW', 'submits live at least as long as the duplicate window'],
  ['SPECLINE_SUBMIT_AGE', 'SPECLINE_GIVE_UP_AFTER', 'a submit lives until it is given up'],
  ['SPECLINE_GIVE_UP_AFTER', 'SPECLINE_DEADLINE_MS', 'a submit is not given up before its first deadline'],
] as const;

/** In milliseconds. */
type Durations = { readonly [V in (typeof order)[number][0 | 1]]: number };

/** What of the variables contradicts another; `textOf` gives one as it was written. */
export function contradictions(variables: Durations, textOf: (variable: string) => string): Fault[] {
  return order
    .filter(([longer, shorter]) => variables[longer] < variables[shorter])
    .map(([longer, shorter, reason]) => ({
      path: [longer],
      message: `write at least ${shorter}, which is "${textOf(shorter)}": ${reason}`,
    }));
}
