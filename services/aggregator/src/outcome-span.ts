import type { FinishedSpan } from '@specline/bus';
import type { Outcome } from '@specline/contracts';
import type { Way } from './counts.ts';

interface About {
  readonly way: Way;
  /** The caller's `traceparent`, as it came. */
  readonly parent: string | undefined;
  /** That of the span itself. */
  readonly own: string;
  readonly startMs: number;
}

/** The span of a request, from its receipt to its outcome. */
export const outcomeSpan = (outcome: Outcome, container: string, { way, ...times }: About): FinishedSpan => ({
  name: way,
  ...times,
  names: { request: outcome.id, node: outcome.node, container, revision: outcome.revision },
  failed: outcome.status === 'failed' ? outcome.errors[0]?.code : undefined,
});
