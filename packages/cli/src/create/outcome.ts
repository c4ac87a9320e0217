import { RequestFailed } from '@specline/client';
import { encode, knownFailure, type Outcome } from '@specline/contracts';
import { refusedBy } from '../compile/read.ts';
import type { Refused, Result } from '../compile/result.ts';

/** The result that an outcome tells. */
export function resultOf(outcome: Outcome): Result {
  if (outcome.status === 'failed') return { errors: outcome.errors, warnings: outcome.warnings };
  const { spec, digest, staging, warnings } = outcome;
  return { spec, text: encode(spec), digest, staging, warnings };
}

/** The result where there is no spec, or no answer. */
export function failedBy(error: unknown): Refused {
  if (error instanceof RequestFailed) return { errors: error.errors, warnings: error.warnings };
  const known = knownFailure(error);
  if (known === undefined) return refusedBy(error);
  return { errors: [{ code: known.code, kind: 'request', message: known.words.message }], warnings: [] };
}
