/** What an error code means to a caller: whether asking again can help, and its HTTP status. */
export interface ErrorKind {
  readonly retryable: boolean;
  readonly httpStatus: number;
  readonly page: string;
}

const page = (code: string): string => `docs/errors.md#${code}`;
const final = (code: string, httpStatus: number): ErrorKind => ({ retryable: false, httpStatus, page: page(code) });
const passing = (code: string, httpStatus: number): ErrorKind => ({ retryable: true, httpStatus, page: page(code) });

/** The one table of error codes; they are stable and part of the interface. */
export const errorTable = {
  'invalid-request': final('invalid-request', 400),
  unauthenticated: final('unauthenticated', 401),
  forbidden: final('forbidden', 403),
  'not-found': final('not-found', 404),
  'unsupported-platform': final('unsupported-platform', 422),
  'invalid-parameter': final('invalid-parameter', 422),
  system: final('system', 500),
  conflict: final('conflict', 409),
  deadline: passing('deadline', 504),
  unavailable: passing('unavailable', 503),
  overloaded: passing('overloaded', 429),
} as const;

export type ErrorCode = keyof typeof errorTable;

/** All codes, for schemas and tables. */
export const errorCodes = Object.keys(errorTable) as [ErrorCode, ...ErrorCode[]];
