import { bundleSchema, type InventoryDocument, invalidField, validate } from '@specline/contracts';
import { type Task, taskOf } from './bundle.ts';

/**
 * Reads a request for the node of an inventory.
 *
 * @throws InvalidRequest when the value is neither a request nor what `docker inspect` prints.
 */
export function readRequest(value: unknown, inventory: InventoryDocument): Task {
  if (isBundle(value)) throw invalidField('request.inventory', {}, 'the input is a bundle; leave --inventory out');
  const request = validate(bundleSchema.shape.request, value, 'request');
  return taskOf({ request, inventory, warnings: [] }, 'request');
}

const isBundle = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, 'request') && Object.hasOwn(value, 'inventory');
