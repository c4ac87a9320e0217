import { decode, encode, type InventoryDocument } from '@specline/contracts';

/** A document and its JSON text, both without ties to the one that was given. */
export interface Copy {
  readonly text: string;
  readonly document: InventoryDocument;
}

/**
 * Copies a document through its JSON, so that every store holds the same: no later change by the caller,
 * nothing that JSON lacks, no lone surrogates.
 *
 * @throws JsonError when it has a `__proto__` key.
 */
export function copyOf(document: InventoryDocument): Copy {
  const text = encode(document);
  // The caller has validated it; a JSON round trip keeps its shape.
  return { text, document: decode(text) as InventoryDocument };
}
