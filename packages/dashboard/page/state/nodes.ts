import type { InventoryChange } from '@specline/contracts';
import type { RequestRow } from './request-row.ts';

/** A node as the gateway lists it. */
export interface ListedNode {
  readonly node: string;
  readonly revision: number;
  /** When its inventory changed, in ISO 8601. */
  readonly changed: string;
}

/** What is known of a node. */
export interface NodeRow {
  readonly node: string;
  /** Undefined: there is no inventory of it. */
  readonly revision: number | undefined;
  /** When its inventory changed, in milliseconds since 1970. */
  readonly changedAt: number | undefined;
  /** Among the requests that are kept. */
  readonly requests: number;
  readonly failed: number;
}

interface Known {
  readonly revision: number;
  readonly changedAt: number;
}

/** The nodes, and how old what they know is. */
export class Nodes {
  #known = new Map<string, Known>();

  get count(): number {
    return this.#known.size;
  }

  /** Replaces all by what the gateway lists. A change that was told meanwhile stays. */
  list(nodes: readonly ListedNode[]): void {
    const listed = nodes.map(({ node, revision, changed }): [string, Known] => {
      const known = this.#known.get(node);
      return [
        node,
        known !== undefined && known.revision > revision ? known : { revision, changedAt: Date.parse(changed) },
      ];
    });
    this.#known = new Map(listed);
  }

  change({ node, revision, removed }: InventoryChange, changedAt: number): void {
    const known = this.#known.get(node);
    if (known !== undefined && known.revision >= revision) return;
    if (removed === true) this.#known.delete(node);
    else this.#known.set(node, { revision, changedAt });
  }

  /**
   * All nodes that are known or asked for; those with most failures first, then those without an inventory. Those that
   * fail about as often are in the order of their names: under load lines would change places all the time.
   */
  rows(requests: readonly RequestRow[]): NodeRow[] {
    const counts = countsOf(requests);
    const names = new Set([...this.#known.keys(), ...counts.keys()]);
    return Array.from(names, (node) => {
      const { revision, changedAt } = this.#known.get(node) ?? {};
      return { node, revision, changedAt, ...(counts.get(node) ?? { requests: 0, failed: 0 }) };
    }).toSorted(
      (left, right) =>
        magnitudeOf(right.failed) - magnitudeOf(left.failed) ||
        Number(right.revision === undefined) - Number(left.revision === undefined) ||
        (left.node < right.node ? -1 : 1),
    );
  }
}

const magnitudeOf = (count: number): number => Math.ceil(Math.log2(count + 1));

function countsOf(requests: readonly RequestRow[]): Map<string, { requests: number; failed: number }> {
  const counts = new Map<string, { requests: number; failed: number }>();
  for (const { node, ended } of requests) {
    const count = counts.get(node) ?? { requests: 0, failed: 0 };
    count.requests += 1;
    if (ended === 'failed') count.failed += 1;
    counts.set(node, count);
  }
  return counts;
}
