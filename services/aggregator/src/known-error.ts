import { knownFailure, MessageTooLarge } from '@specline/bus';
import { type OutcomeError, shown, wording } from '@specline/contracts';
import { requestError } from './outcome.ts';

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

export const unexpected: OutcomeError = requestError(
  'system',
  wording`unexpected failure in the aggregator; its log has the details under the request's id`,
);
