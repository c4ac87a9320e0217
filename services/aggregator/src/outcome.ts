import {
  type ComposedOutcome,
  type CreateRequest,
  type FailedOutcome,
  type OutcomeError,
  profiles,
} from '@specline/contracts';
import { type Composition, canonicalSpec } from '@specline/rules';
import type { Timings } from './stopwatch.ts';

interface Composed {
  readonly request: CreateRequest;
  readonly id: string;
  readonly revision: number;
  readonly composition: Composition;
  readonly timings: Timings;
}

/** The outcome of a composition that every kind answered. */
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

/** What a request is called that could not be read. */
export const unnamed = { id: '-', node: '-', container: '-' } as const;

/** The outcome of a request that did not come as far as a composition, under the names in it that could be read. */
export const failedOutcome = (
  { id = unnamed.id, node = unnamed.node }: { readonly id?: string | undefined; readonly node?: string | undefined },
  errors: readonly OutcomeError[],
  timings: Timings = {},
): FailedOutcome => ({
  id,
  node,
  profile: profiles[0],
  status: 'failed',
  errors: [...errors],
  warnings: [],
  timings,
});
