import {
  type Bundle,
  bundleSchema,
  type CreateRequest,
  type InventoryDocument,
  invalidField,
  type OutcomeWarning,
  profiles,
  validate,
} from '@specline/contracts';
import { looksLikeInspect } from '@specline/inventory';

/** One composition that is asked for: a request with all its defaults, and what its node knows. */
export interface Task {
  readonly request: CreateRequest;
  readonly inventory: InventoryDocument;
  /** Of the reading, for example what `docker inspect` does not say. */
  readonly warnings: readonly OutcomeWarning[];
}

/** @throws InvalidRequest when the value is no bundle, or one that contradicts itself. */
export function readBundle(value: unknown): Task {
  const other = otherDocument(value);
  if (other !== undefined) throw invalidField('bundle', value, other);
  const { request, inventory } = validate(bundleSchema, value, 'bundle');
  return completeTask({ request, inventory, warnings: [] }, 'bundle.request');
}

/** What a document is that was given instead of a bundle, and the remedy; a list of faults would not tell. */
function otherDocument(value: unknown): string | undefined {
  if (looksLikeInspect(value)) return 'this is what docker inspect prints; say with --inventory what its node knows';
  if (typeof value !== 'object' || value === null || has(value, 'request') || has(value, 'inventory')) return undefined;
  if (has(value, 'container')) return 'this is a request; say with --inventory what its node knows';
  if (has(value, 'node')) return 'this is an inventory; a bundle is { "request": …, "inventory": … }';
  return undefined;
}

const has = (value: object, key: string): boolean => Object.hasOwn(value, key);

interface Parts extends Pick<Bundle, 'request' | 'inventory'> {
  readonly warnings: readonly OutcomeWarning[];
}

/**
 * Fills in what a request may leave to its inventory.
 *
 * @param place where the request stands, for messages.
 * @throws InvalidRequest when it is for another node.
 */
export function completeTask({ request, inventory, warnings }: Parts, place: string): Task {
  const { name } = inventory.node;
  if (request.node !== undefined && request.node !== name) {
    const remedy = `must be ${JSON.stringify(name)}, the inventory's node, or absent`;
    throw invalidField(`${place}.node`, request.node, remedy);
  }
  return { request: { ...request, node: name, profile: request.profile ?? profiles[0] }, inventory, warnings };
}

/** Whether a document is meant as a bundle. */
export const isBundle = (value: unknown): value is { readonly request: unknown; readonly inventory: unknown } =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, 'request') && Object.hasOwn(value, 'inventory');
