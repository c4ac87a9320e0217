import { type InventoryDocument, inventoryDocumentSchema, validate } from '@specline/contracts';
import { readDocument } from '../input/document.ts';
import type { Line } from '../input/lines.ts';
import { readBundle, type Task } from './bundle.ts';
import { parse, type Read, read } from './read.ts';
import { readRequest } from './request.ts';

/** Reads one document of the input. Never throws. */
export type Reader = (line: Line) => Read<Task>;

/** The reader of bundles; with an inventory file, of requests to that inventory's node. */
export async function readerFor(inventoryFile: string | undefined): Promise<Reader> {
  if (inventoryFile === undefined) return (line) => read(line, 'bundle', readBundle);
  const inventory = readInventory(await readDocument(inventoryFile));
  return (line) => read(line, 'request', (value) => readRequest(value, inventory));
}

/** @throws InvalidRequest when the text is no inventory document. */
export const readInventory = (text: string): InventoryDocument =>
  validate(inventoryDocumentSchema, parse(text, 'inventory'), 'inventory');
