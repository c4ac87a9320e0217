import { type ErrorCode, errorCodes, type OutcomeError } from '@specline/contracts';
import { expect, it } from 'vitest';
import { exitCodeOf } from './exit-codes.ts';

const error = (code: ErrorCode): OutcomeError => ({ code, kind: 'request', message: '' });

it.each<[ErrorCode, number]>([
  ['invalid-request', 2],
  ['not-found', 1],
  ['unsupported-platform', 1],
  ['invalid-parameter', 1],
  ['system', 1],
  ['conflict', 1],
  ['deadline', 3],
  ['unavailable', 3],
  ['overloaded', 3],
])('%s ends with exit code %i, whatever comes after it', (code, exitCode) => {
  expect(exitCodeOf([error(code)])).toBe(exitCode);
  for (const other of errorCodes) expect(exitCodeOf([error(code), error(other)])).toBe(exitCode);
});

it('no error ends with 0', () => {
  expect(exitCodeOf([])).toBe(0);
});
