import { setTimeout as pause } from 'node:timers/promises';
import { JournalUnavailable, StreamMissing } from '@specline/bus';
import { TimeIsOver } from './bound.ts';
import { SpeclineError, speclineError } from './errors.ts';

/** Between two attempts, in milliseconds; doubled up to the second number. */
const firstPauseMs = 50;
const longestPauseMs = 1_000;

/**
 * Does what may safely be done twice, again and again while the journal is away, until the signal ends it.
 * When the time is over, the last failure is told.
 */
export async function persistently<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  let failure: unknown;
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    try {
      return await work();
    } catch (error) {
      if (signal.aborted) throw endOf(signal, failure);
      failure = speclineError(error);
      if (!isAway(failure)) throw failure;
    }
    await pause(pauseMs, undefined, { signal }).catch(() => {
      throw endOf(signal, failure);
    });
  }
}

const endOf = ({ reason }: AbortSignal, failure: unknown): unknown =>
  reason instanceof TimeIsOver ? (failure ?? reason) : reason;

/** Whether it was done is not known, and trying again may tell. What waiting does not mend is told at once. */
const isAway = (failure: unknown): boolean =>
  failure instanceof SpeclineError && failure.code === 'unavailable' && !isLasting(failure.cause);

const isLasting = (cause: unknown): boolean =>
  cause instanceof StreamMissing || (cause instanceof JournalUnavailable && cause.absent);
