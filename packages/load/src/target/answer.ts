import { type ErrorCode, errorCodes, errorTable, knownFailure } from '@specline/contracts';
import { z } from 'zod';

/** How a request ended: composed, with an error code, or without any answer by the time that its caller waits. */
export type Ending = 'composed' | ErrorCode | 'unanswered' | 'unreadable';

/** What became of a request. */
export interface Answer {
  readonly ending: Ending;
  /** Milliseconds that its parts took, as the system says: `total`, each kind, and `receipt` of a submit. */
  readonly timings: Readonly<Record<string, number>>;
}

export interface Arrival extends Answer {
  /** When it came, before anybody read it, on the clock of `performance.now()`. */
  readonly arrived: number;
}

/**
 * A final answer, a refusal too, is what was asked for. Errors are those after which the same request may work later,
 * and what is no answer at all.
 */
export const isError = (ending: Ending): boolean =>
  ending === 'unanswered' || ending === 'unreadable' || (ending !== 'composed' && errorTable[ending].retryable);

/** Told at once that it is too much, or that nobody is there: how long that took says nothing of the work. */
export const isTurnedAway = (ending: Ending): boolean => ending === 'overloaded' || ending === 'unavailable';

const outcomeSchema = z.object({
  status: z.enum(['composed', 'failed']),
  errors: z.array(z.object({ code: z.enum(errorCodes) })).optional(),
  timings: z.record(z.string(), z.number()),
});

/** Reads no more of an outcome than is counted: a generator that looks at each member measures itself. */
export function answerOf(text: string, arrived: number): Arrival {
  const { data } = outcomeSchema.safeParse(documentOf(text));
  if (data === undefined) return { ending: 'unreadable', timings: {}, arrived };
  const ending = data.status === 'composed' ? 'composed' : (data.errors?.[0]?.code ?? 'system');
  return { ending, timings: data.timings, arrived };
}

/** The answer that a failed call is. */
export function answerOfError(error: unknown): Arrival {
  const code: ErrorCode | undefined = knownFailure(error)?.code;
  if (code === undefined) throw error;
  return endedNow(code === 'deadline' ? 'unanswered' : code);
}

/** An end that was no text. */
export const endedNow = (ending: Ending): Arrival => ({ ending, timings: {}, arrived: performance.now() });

function documentOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
