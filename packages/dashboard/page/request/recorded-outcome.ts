import { type Json, parseExact } from '../state/exact-json.ts';
import type { Answer } from '../stream/gateway.ts';

type Members = { readonly [name: string]: Json };

interface Entry {
  readonly code: string;
  readonly kind: string;
  readonly field?: string;
  readonly message: string;
}

/** What the gateway has of a request, as far as the page shows it. */
export interface RecordedOutcome {
  readonly status: string;
  readonly node: string;
  readonly revision: string | undefined;
  readonly timings: Readonly<Record<string, number>>;
  readonly errors: readonly Entry[];
  readonly warnings: readonly Entry[];
  /** Undefined: it failed. */
  readonly spec: Json | undefined;
  readonly staging: Json | undefined;
  /** Undefined: it failed, or this reader does not see all of the spec. */
  readonly digest: string | undefined;
}

export type Found =
  | { readonly is: 'recorded'; readonly outcome: RecordedOutcome }
  /** Creates are answered, and nothing of them is recorded; submits may not be over. */
  | { readonly is: 'not recorded' }
  | { readonly is: 'refused'; readonly detail: string };

/** What an answer of `/v1/outcomes/<id>` says. */
export function foundIn(answer: Answer): Found {
  if ('text' in answer) return { is: 'recorded', outcome: outcomeIn(parseExact(answer.text) as Members) };
  const { status, detail } = answer.problem;
  return status === 404 ? { is: 'not recorded' } : { is: 'refused', detail };
}

const outcomeIn = (members: Members): RecordedOutcome => ({
  status: `${members.status}`,
  node: `${members.node}`,
  revision: members.revision === undefined ? undefined : `${members.revision}`,
  timings: (members.timings ?? {}) as Readonly<Record<string, number>>,
  errors: (members.errors ?? []) as unknown as readonly Entry[],
  warnings: (members.warnings ?? []) as unknown as readonly Entry[],
  spec: members.spec,
  staging: members.staging,
  digest: typeof members.digest === 'string' ? members.digest : undefined,
});
