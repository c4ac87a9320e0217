import { type InventoryDocument, inventoryDocumentSchema, validate } from '@specline/contracts';
import { readDocument } from '../input/document.ts';
import type { Line } from '../input/lines.ts';
import { readBundle, type Task } from './bundle.ts';
import { parse, type Read, read } from './read.ts';
import { readRequest } from './request.ts';

/** Reads one document of the input. Never throws. */
export type Reader<T> = (line: Line) => Read<T>;

/** The reader of bundles; with an inventory, of requests to its node. */
export const readerOf = (inventory: InventoryDocument | undefined): Reader<Task> =>
  inventory === undefined
    ? (line) => read(line, 'bundle', readBundle)
    : (line) => read(line, 'request', (value) => readRequest(value, inventory));

/**
 * Reads an inventory document from a file, or `-` for standard input.
 *
 * @throws Failure when it cannot be read, InvalidRequest when it is no inventory document.
 */
export async function readInventory(file: string): Promise<InventoryDocument> {
  return validate(inventoryDocumentSchema, parse(await readDocument(file), 'inventory'), 'inventory');
}
