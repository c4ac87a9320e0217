import {
  bundleSchema,
  type CreateRequest,
  type InventoryDocument,
  type OutcomeWarning,
  profiles,
  requestSchema,
  validate,
} from '@specline/contracts';
import { readBundle, type Task } from '../compile/bundle.ts';

/** What a system is asked for: a task whose inventory may already be there. */
export interface Asked {
  readonly request: CreateRequest;
  /** To be pushed first; absent: the system knows the node. */
  readonly inventory?: InventoryDocument;
  readonly warnings: readonly OutcomeWarning[];
}

const bundleWithoutInventory = bundleSchema.omit({ inventory: true }).extend({ request: requestSchema });

/**
 * Reads a bundle, one without inventory, or a request on its own.
 *
 * @throws InvalidRequest
 */
export function readAsked(value: unknown): Asked {
  if (has(value, 'request') && !has(value, 'inventory')) {
    return asked(validate(bundleWithoutInventory, value, 'bundle').request);
  }
  if (has(value, 'container') && !has(value, 'request')) return asked(validate(requestSchema, value, 'request'));
  return readBundle(value);
}

/** A task whose inventory has been pushed and is at this revision. */
export const askedAt = ({ request, warnings }: Task, revision: number): Asked => ({
  request: { ...request, minInventoryRevision: revision },
  warnings,
});

const asked = (request: CreateRequest): Asked => ({
  request: { ...request, profile: request.profile ?? profiles[0] },
  warnings: [],
});

const has = (value: unknown, key: string): boolean =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key);
