import { MessageTooLarge } from '@specline/bus';
import {
  type ErrorCode,
  type Kind,
  knownFailure,
  type OutcomeError,
  shown,
  type Wording,
  wording,
} from '@specline/contracts';

/** An error that the aggregator itself found. */
export const requestError = (code: ErrorCode, words: Wording): OutcomeError => ({ code, kind: 'request', ...words });

/** What a caller is told of an error; nothing for one that nobody foresaw. */
export function knownError(error: unknown): OutcomeError | undefined {
  if (error instanceof MessageTooLarge) return tooLarge('a part of the request', error.bytes, error.maximumBytes);
  const known = knownFailure(error);
  return known && requestError(known.code, known.words);
}

/** A message that the broker would refuse. */
export const tooLarge = (what: string, bytes: number, maximumBytes: number): OutcomeError =>
  requestError(
    'invalid-request',
    wording`${shown(what)} takes ${shown(bytes)} bytes, the broker accepts ${shown(maximumBytes)}; make it smaller or raise max_payload`,
  );

/** The deadline is over before all kinds answered. */
export const overdue = (deadlineMs: number, waitingFor: string): OutcomeError =>
  requestError(
    'deadline',
    wording`${shown(deadlineMs)} ms are over, still waiting for: ${shown(waitingFor)}; ask again`,
  );

/** The deadline is over and nobody takes the work of these kinds. */
export const unheardOf = (kinds: readonly Kind[]): OutcomeError =>
  requestError('unavailable', wording`no ${shown(kinds.join(', '))} worker is running; start one and ask again`);

export const stopping: OutcomeError = requestError(
  'unavailable',
  wording`the aggregator is being stopped; ask again, another one answers`,
);

export const unexpected: OutcomeError = requestError(
  'system',
  wording`unexpected failure in the aggregator; its log has the details under the request's id`,
);
