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

interface UnsafeSetting {
  readonly setting: string;
  readonly value: string;
  readonly remedy: string;
}

/** The store would lose what is known of nodes, and nobody would notice. */
export class UnsafeInventory extends InventoryError {
  override readonly name = 'UnsafeInventory';
  override readonly code = 'unavailable';

  constructor(address: string, { setting, value, remedy }: UnsafeSetting) {
    super(
      wording`the node inventory at ${shown(address)} would lose nodes without a word when its memory is full: its ${shown(setting)} is ${shown(value)}; ${shown(remedy)} there, or accept it with SPECLINE_INVENTORY_CHECK=warn`,
    );
  }
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

/** A patch is for another revision than the node's inventory is at. */
export class RevisionConflict extends InventoryError {
  override readonly name = 'RevisionConflict';
  override readonly code = 'conflict';
  readonly revision: number;
  readonly expected: number;

  constructor(node: string, revision: number, expected: number) {
    super(
      wording`the inventory of node ${shown(node)} is at revision ${shown(revision)}, and the patch is for ${shown(expected)}: read it again (specline inventory show), then make the patch anew`,
    );
    this.revision = revision;
    this.expected = expected;
  }
}

/** No inventory was ever pushed for the node, or it was removed. */
export class NodeNotFound extends InventoryError {
  override readonly name = 'NodeNotFound';
  override readonly code = 'not-found';

  constructor(node: string) {
    super(wording`no inventory of node ${shown(node)} is known: push it (specline inventory push), then ask again`);
  }
}

/** @throws RevisionConflict unless a patch is for this revision, or for any. */
export function expectRevision(node: string, revision: number, expected: number | undefined): void {
  if (expected !== undefined && expected !== revision) throw new RevisionConflict(node, revision, expected);
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
