import { STATUS_CODES } from 'node:http';
import { RequestFailed } from '@specline/client';
import {
  type ErrorCode,
  errorTable,
  InvalidRequest,
  knownFailure,
  type OutcomeError,
  type OutcomeWarning,
  privateEntry,
  publicEntry,
  publicForm,
  type Wording,
} from '@specline/contracts';

type Entry<E> = Pick<E, Extract<keyof E, 'code' | 'kind' | 'field' | 'message'>>;

/** An error as RFC 9457 has it, with the members of our own errors. */
export interface Problem {
  /** The page of the code in the documentation. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly errors?: readonly Entry<OutcomeError>[];
  readonly warnings?: readonly Entry<OutcomeWarning>[];
}

/** Whether whoever asks may see private values. */
export interface Sight {
  readonly secrets: boolean;
}

/** What a client is told of an error; undefined: nothing is known of it, and nothing may be told. */
export function problemOf(error: unknown, { secrets }: Sight): Problem | undefined {
  if (error instanceof InvalidRequest) {
    return problem('invalid-request', error.message, { errors: entriesFor(secrets, error.errors) });
  }
  const known = knownFailure(error) ?? httpFailure(error);
  if (known === undefined) return undefined;
  const detail = secrets ? known.words.message : publicForm(known.words);
  if (!(error instanceof RequestFailed)) return problem(known.code, detail, statusOf(known));
  const { errors, warnings } = error;
  return problem(known.code, detail, {
    errors: entriesFor(secrets, errors),
    warnings: entriesFor(secrets, warnings),
  });
}

const entriesFor = <E extends OutcomeError | OutcomeWarning>(secrets: boolean, entries: readonly E[]): Entry<E>[] =>
  entries.map((each) => (secrets ? privateEntry(each) : publicEntry(each)) as Entry<E>);

/** A problem of a code, in words that its reader may see. */
export function problem(code: ErrorCode, detail: string, over: Partial<Problem> = {}): Problem {
  const { page, httpStatus, retryable } = errorTable[code];
  const status = over.status ?? httpStatus;
  return { type: `/${page}`, title: STATUS_CODES[status] ?? code, status, detail, code, retryable, ...over };
}

interface HttpFailure {
  readonly code: ErrorCode;
  readonly words: Wording;
  /** Of HTTP itself; absent: the code's. */
  readonly status?: number;
}

const statusOf = ({ status }: HttpFailure): Partial<Problem> => (status === undefined ? {} : { status });

/** What the server refuses before a route is asked, in words of ours: its own may quote the request. */
const httpWords: Readonly<Record<number, { readonly code: ErrorCode; readonly text: string }>> = {
  400: { code: 'invalid-request', text: 'the request is no valid HTTP request' },
  408: { code: 'invalid-request', text: 'the request did not arrive in time' },
  413: { code: 'invalid-request', text: 'the body is larger than this route accepts; make it smaller' },
  414: { code: 'invalid-request', text: 'the address is too long' },
  415: { code: 'invalid-request', text: 'the body must be JSON; send it with Content-Type: application/json' },
  431: { code: 'invalid-request', text: 'the headers are too large' },
  503: { code: 'unavailable', text: 'the gateway is ending; ask again' },
};

/** A failure of the HTTP server, by its status. */
export function httpFailure(error: unknown): HttpFailure | undefined {
  const { statusCode: status } = error as { statusCode?: unknown };
  const words = typeof status === 'number' ? httpWords[status] : undefined;
  if (words === undefined || typeof status !== 'number') return undefined;
  return { code: words.code, words: { message: words.text, publicMessage: words.text }, status };
}
