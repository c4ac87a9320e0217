import { gunzipSync, gzipSync } from 'node:zlib';
import { decode, type InventoryDocument } from '@specline/contracts';

/**
 * A document as it is stored. It is mostly repeated names and ids: a tenth remains of it.
 * At once, not in another thread: pushes must reach the server in the order in which they were called.
 */
export const packed = (text: string): Buffer => gzipSync(text, { level: 1 });

export const unpacked = (stored: Buffer): InventoryDocument =>
  decode(gunzipSync(stored).toString()) as InventoryDocument;
