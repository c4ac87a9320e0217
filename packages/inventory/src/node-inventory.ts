import type {
  CredentialLookups,
  CredentialsInventory,
  ImageInventory,
  ImageSlice,
  InventoryDocument,
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

/**
 * What each node knows. Nothing is shared between nodes. Each push of a node raises its revision by one or more.
 * Every read is one round trip at most, and consistent: all of it is of one revision.
 *
 * Reads throw InventoryUnavailable when the store cannot be reached, StaleInventory when it is below `atLeast`,
 * and NodeNotFound when nothing was ever pushed for the node.
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
  /** The whole document of a node, at its revision. */
  show(node: string, options: ReadOptions): Promise<Snapshot>;
  close(): Promise<void>;
}
