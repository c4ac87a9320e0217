import {
  type ComposedOutcome,
  type CreateRequest,
  type ErrorCode,
  type FailedOutcome,
  type OutcomeError,
  profiles,
  type Wording,
} from '@specline/contracts';
import { type Composition, canonicalSpec } from '@specline/rules';

/** Milliseconds from receipt. */
export type Timings = Readonly<Record<string, number>>;

interface Composed {
  readonly request: CreateRequest;
  readonly id: string;
  readonly revision: number;
  readonly composition: Composition;
  readonly timings: Timings;
}

/** The outcome of a composition that all five kinds answered. */
export function composedOutcome(composed: Composed): ComposedOutcome | FailedOutcome {
  const { request, id, revision, composition, timings } = composed;
  const { warnings } = composition;
  const common = { id, node: request.node, profile: request.profile ?? profiles[0], revision };
  if ('errors' in composition) {
    return { ...common, status: 'failed', errors: [...composition.errors], warnings: [...warnings], timings };
  }
  const { spec, staging } = composition;
  const { digest } = canonicalSpec(spec);
  return { ...common, status: 'composed', spec, digest, staging: [...staging], warnings: [...warnings], timings };
}

/** The outcome of a request that did not come as far as a composition. */
export const failedOutcome = (
  request: { readonly id: string; readonly node: string },
  errors: readonly OutcomeError[],
  timings: Timings,
): FailedOutcome => ({
  id: request.id,
  node: request.node,
  profile: profiles[0],
  status: 'failed',
  errors: [...errors],
  warnings: [],
  timings,
});

/** An error that the aggregator itself found. */
export const requestError = (code: ErrorCode, words: Wording, field?: string): OutcomeError => ({
  code,
  kind: 'request',
  ...(field === undefined ? {} : { field }),
  ...words,
});
