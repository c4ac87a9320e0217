import { describe, expect, test } from 'vitest';
import { errorCodes, errorTable } from './error-table.ts';

describe('the error table', () => {
  test.each([
    { code: 'invalid-request', retryable: false, httpStatus: 400 },
    { code: 'unauthenticated', retryable: false, httpStatus: 401 },
    { code: 'forbidden', retryable: false, httpStatus: 403 },
    { code: 'not-found', retryable: false, httpStatus: 404 },
    { code: 'unsupported-platform', retryable: false, httpStatus: 422 },
    { code: 'invalid-parameter', retryable: false, httpStatus: 422 },
    { code: 'system', retryable: false, httpStatus: 500 },
    { code: 'conflict', retryable: false, httpStatus: 409 },
    { code: 'deadline', retryable: true, httpStatus: 504 },
    { code: 'unavailable', retryable: true, httpStatus: 503 },
    { code: 'overloaded', retryable: true, httpStatus: 429 },
  ] as const)('$code', ({ code, retryable, httpStatus }) => {
    expect(errorTable[code]).toEqual({ retryable, httpStatus, page: `docs/errors.md#${code}` });
  });

  test('has no other codes', () => {
    expect(errorCodes).toHaveLength(11);
  });
});
