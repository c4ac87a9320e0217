import { type ErrorCode, shown, type Wording, wording } from '@specline/contracts';

/** Why the inventory gave no answer; `code` and `words` are what a caller is told. */
export abstract class InventoryError extends Error {
  abstract readonly code: ErrorCode;
  readonly words: Wording;

  constructor(words: Wording, options?: ErrorOptions) {
    super(words.message, options);
    this.words = words;
  }
}

/** The store cannot be reached, gave no answer in time, or takes no writes. */
export class InventoryUnavailable extends InventoryError {
  override readonly name = 'InventoryUnavailable';
  override readonly code = 'unavailable';
}

/** The store knows the node, but only as it was before the revision that is asked for. */
export class StaleInventory extends InventoryError {
  override readonly name = 'StaleInventory';
  override readonly code = 'unavailable';

  constructor(node: string, revision: number, atLeast: number) {
    super(
      wording`the inventory of node ${shown(node)} is at revision ${shown(revision)}, and ${shown(atLeast)} is asked for: push the newer one, then ask again`,
    );
  }
}

/** No inventory was ever pushed for the node. */
export class NodeNotFound extends InventoryError {
  override readonly name = 'NodeNotFound';
  override readonly code = 'not-found';

  constructor(node: string) {
    super(wording`no inventory of node ${shown(node)} is known: push it (specline inventory push), then ask again`);
  }
}

/** What a store has of a node, if it has anything and that is new enough. */
export function newEnough<T extends { readonly revision: number }>(
  node: string,
  known: T | undefined,
  atLeast: number,
): T {
  if (known === undefined) throw new NodeNotFound(node);
  if (known.revision < atLeast) throw new StaleInventory(node, known.revision, atLeast);
  return known;
}
