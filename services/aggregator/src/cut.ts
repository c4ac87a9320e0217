import { type CreateRequest, encode, type Isolation, type NodeFacts, type Slices } from '@specline/contracts';
import { settleIsolation, slicesOf } from '@specline/rules';

/** What was cut from the node's facts; all of it anew when they change. */
export interface Cut {
  readonly facts: NodeFacts;
  readonly isolation: Isolation;
  readonly slices: Slices;
}

/** Cuts the work for each kind, or keeps the cut of before where it was made from the same facts. */
export function cutFor(request: CreateRequest, facts: NodeFacts, before: Cut | undefined): Cut {
  if (before !== undefined && encode(before.facts) === encode(facts)) return before;
  const isolation = settleIsolation(request, facts);
  return { facts, isolation, slices: slicesOf(request, facts, isolation) };
}
