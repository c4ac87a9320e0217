import { type InventoryDocument, inventoryDocumentSchema, validate } from '@specline/contracts';
import { readDocument } from '../input/document.ts';
import type { Line } from '../input/lines.ts';
import { isBundle, readBundle, type Task } from './bundle.ts';
import { parse, type Read, read } from './read.ts';
import { readRequest } from './request.ts';

/** Reads one document of the input. Never throws. */
export type Reader<T> = (line: Line) => Read<T>;

/**
 * The reader of bundles; with an inventory, of requests to its node.
 *
 * @param pick of several containers that `docker inspect` printed, the one that is meant.
 */
export const readerOf = (inventory: InventoryDocument | undefined, pick?: string): Reader<Task> =>
  inventory === undefined
    ? (line) => read(line, 'bundle', readBundle)
    : (line) => read(line, 'request', (value) => readRequest(value, inventory, pick));

/**
 * Reads an inventory document from a file, or `-` for standard input. Of a bundle its inventory is taken.
 *
 * @throws Failure when it cannot be read, InvalidRequest when it is no inventory document.
 */
export const readInventory = async (file: string): Promise<InventoryDocument> =>
  inventoryOf(parse(await readDocument(file), 'inventory'));

/** @throws InvalidRequest when a value is neither an inventory document nor a bundle with one. */
export function inventoryOf(value: unknown): InventoryDocument {
  if (isBundle(value)) return validate(inventoryDocumentSchema, value.inventory, 'bundle.inventory');
  return validate(inventoryDocumentSchema, value, 'inventory');
}
