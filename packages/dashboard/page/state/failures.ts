import type { RequestRow } from './request-row.ts';

/** Requests that failed with one code first. */
export interface FailureGroup {
  readonly code: string;
  readonly count: number;
  /** How many of the whole, from 0 to 1. */
  readonly share: number;
  /** When the last of them ended, in milliseconds since 1970. */
  readonly lastAt: number;
  /** Of the last of them. */
  readonly kind: string;
  readonly message: string;
  readonly nodes: number;
}

interface Gathered {
  readonly last: RequestRow;
  readonly nodes: Set<string>;
  count: number;
}

/**
 * Failures by the code of their first error, the most frequent first.
 *
 * @param rows the newest first.
 */
export function failureGroups(rows: readonly RequestRow[]): FailureGroup[] {
  const groups = new Map<string, Gathered>();
  let total = 0;
  for (const row of rows) {
    const [error] = row.errors;
    if (row.ended !== 'failed' || error === undefined) continue;
    total += 1;
    const group = groups.get(error.code) ?? { last: row, nodes: new Set(), count: 0 };
    group.count += 1;
    group.nodes.add(row.node);
    groups.set(error.code, group);
  }
  return Array.from(groups, ([code, { last, nodes, count }]) => ({
    code,
    count,
    share: count / total,
    lastAt: last.endedAt ?? 0,
    kind: last.errors[0]?.kind ?? '',
    message: last.errors[0]?.message ?? '',
    nodes: nodes.size,
  })).toSorted((left, right) => right.count - left.count || right.lastAt - left.lastAt);
}
