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
  if (Array.isArray(value) && looksLikeInspect(value)) {
    throw invalidField('bundle', value, 'this is what docker inspect prints; say with --inventory what its node knows');
  }
  const { request, inventory } = validate(bundleSchema, value, 'bundle');
  return completeTask({ request, inventory, warnings: [] }, 'bundle.request');
}

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
