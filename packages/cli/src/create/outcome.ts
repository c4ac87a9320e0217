import { knownFailure } from '@specline/bus';
import { decode, encode, JsonError, type Outcome, outcomeSchema } from '@specline/contracts';
import { refusedBy } from '../compile/read.ts';
import type { Refused, Result } from '../compile/result.ts';

/** The result that an aggregator's answer tells. */
export function resultOf(text: string): Result {
  const outcome = readOutcome(text);
  if (outcome === undefined) return refused('unavailable', 'the answer is no outcome; run one version of all services');
  if (outcome.status === 'failed') return { errors: outcome.errors, warnings: outcome.warnings };
  const { spec, digest, staging, warnings } = outcome;
  return { spec, text: encode(spec), digest, staging, warnings };
}

function readOutcome(text: string): Outcome | undefined {
  try {
    return outcomeSchema.safeParse(decode(text)).data;
  } catch (error) {
    if (error instanceof JsonError) return undefined;
    throw error;
  }
}

/** The result where there was no answer. */
export function failedBy(error: unknown): Refused {
  const known = knownFailure(error);
  return known === undefined ? refusedBy(error) : refused(known.code, known.words.message);
}

const refused = (code: Refused['errors'][number]['code'], message: string): Refused => ({
  errors: [{ code, kind: 'request', message }],
  warnings: [],
});
