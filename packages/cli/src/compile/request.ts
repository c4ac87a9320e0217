import { bundleSchema, type InventoryDocument, invalidField, validate } from '@specline/contracts';
import { looksLikeInspect, requestFromInspect } from '@specline/inventory';
import { completeTask, isBundle, type Task } from './bundle.ts';

/**
 * Reads a request for the node of an inventory: one of ours, or what `docker inspect` prints of a container.
 *
 * @throws InvalidRequest when the value is neither.
 */
export function readRequest(value: unknown, inventory: InventoryDocument, pick: string | undefined): Task {
  if (looksLikeInspect(value)) {
    const { container, warnings } = requestFromInspect(value, pick === undefined ? {} : { pick });
    return completeTask({ request: { container }, inventory, warnings }, 'request');
  }
  if (isBundle(value)) throw invalidField('request.inventory', {}, 'the input is a bundle; leave --inventory out');
  const request = validate(bundleSchema.shape.request, value, 'request');
  return completeTask({ request, inventory, warnings: [] }, 'request');
}
