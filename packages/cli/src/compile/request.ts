import { bundleSchema, type InventoryDocument, invalidField, validate } from '@specline/contracts';
import { looksLikeInspect, requestFromInspect } from '@specline/inventory';
import { completeTask, type Task } from './bundle.ts';

/**
 * Reads a request for the node of an inventory: one of ours, or what `docker inspect` prints of a container.
 *
 * @throws InvalidRequest when the value is neither.
 */
export function readRequest(value: unknown, inventory: InventoryDocument): Task {
  if (looksLikeInspect(value)) {
    const { container, warnings } = requestFromInspect(value);
    return completeTask({ request: { container }, inventory, warnings }, 'request');
  }
  if (isBundle(value)) throw invalidField('request.inventory', {}, 'the input is a bundle; leave --inventory out');
  const request = validate(bundleSchema.shape.request, value, 'request');
  return completeTask({ request, inventory, warnings: [] }, 'request');
}

const isBundle = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, 'request') && Object.hasOwn(value, 'inventory');
