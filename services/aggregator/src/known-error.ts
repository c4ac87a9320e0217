import { MessageTooLarge } from '@specline/bus';
import { type ErrorCode, errorTable, type OutcomeError, shown, type Wording, wording } from '@specline/contracts';
import { requestError } from './outcome.ts';

/** An error of an adapter that says for itself what a caller is to be told. */
interface Coded {
  readonly code: ErrorCode;
  readonly words: Wording;
}

/** What a caller is told of an error; nothing for one that nobody foresaw. */
export function knownError(error: unknown): OutcomeError | undefined {
  if (error instanceof MessageTooLarge) return tooLarge('a part of the request', error.bytes, error.maximumBytes);
  return isCoded(error) ? requestError(error.code, error.words) : undefined;
}

const isCoded = (error: unknown): error is Coded =>
  error instanceof Error && 'words' in error && 'code' in error && String(error.code) in errorTable;

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
