import type {
  CredentialLookups,
  CredentialsInventory,
  ImageInventory,
  ImageSlice,
  InventoryDocument,
  InventoryPatch,
  MountsInventory,
  MountsSlice,
  NetworkInventory,
  NetworkSlice,
  NodeFacts,
} from '@specline/contracts';
import type { Snapshot } from './document/facts.ts';

export interface ReadOptions {
  /** The answer must not be older than this revision; 0: any. */
  readonly atLeast: number;
  readonly signal?: AbortSignal;
}

export interface PageOptions {
  /** Nodes behind this name; absent: from the first on. */
  readonly after?: string | undefined;
  /** The most nodes of one page. */
  readonly limit: number;
  readonly signal?: AbortSignal;
}

export interface ListedNode {
  readonly node: string;
  readonly revision: number;
  /** When it was last changed, by the store's clock. */
  readonly changed: Date;
}

export interface Page {
  readonly nodes: readonly ListedNode[];
  /** What is `after` of the next page; absent: this is the last one. */
  readonly next?: string;
}

/**
 * What each node knows. Nothing is shared between nodes. Each change of a node raises its revision by one or more,
 * its removal too, so that no revision is ever given out twice.
 * Every read of a node is one round trip, two where it changes meanwhile, and consistent: all of it is of one revision.
 *
 * All throw InventoryUnavailable when the store cannot be reached. Reads of a node throw StaleInventory when it is
 * below `atLeast`, and NodeNotFound when it was never pushed or is removed.
 */
export interface NodeInventory {
  node(name: string, options: ReadOptions): Promise<{ readonly revision: number; readonly facts: NodeFacts }>;
  imageFacts(slice: ImageSlice, options: ReadOptions): Promise<ImageInventory>;
  mountsFacts(slice: MountsSlice, options: ReadOptions): Promise<MountsInventory>;
  networkFacts(slice: NetworkSlice, options: ReadOptions): Promise<NetworkInventory>;
  credentialsFacts(node: string, lookups: CredentialLookups, options: ReadOptions): Promise<CredentialsInventory>;
  /**
   * Replaces all that is known of `document.node.name`, atomically.
   */
  push(document: InventoryDocument): Promise<{ readonly revision: number }>;
  /**
   * Changes parts of what is known of a node, atomically: no change of another part is ever lost. A patch that
   * changes nothing leaves the revision as it is.
   *
   * @throws InvalidRequest naming each fault of the patch, or of what it makes of the document; NodeNotFound;
   * RevisionConflict where it is for another revision.
   */
  patch(node: string, patch: InventoryPatch): Promise<{ readonly revision: number }>;
  /**
   * Forgets a node.
   *
   * @returns a revision above all before it, below all of later pushes; undefined where the node is not known.
   */
  remove(node: string): Promise<{ readonly revision: number } | undefined>;
  /** The nodes that are known, in the byte order of their names. */
  list(page: PageOptions): Promise<Page>;
  /** The whole document of a node, at its revision. */
  show(node: string, options: ReadOptions): Promise<Snapshot>;
  close(): Promise<void>;
}
