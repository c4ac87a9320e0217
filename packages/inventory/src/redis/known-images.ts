import type { ImageSlice, KnownImage } from '@specline/contracts';
import { LRUCache } from 'lru-cache';
import { freeze } from '../document/freeze.ts';

/** An image with its layers, as a node had it at a revision. */
export interface ImageAtRevision {
  readonly revision: number;
  readonly image: KnownImage;
}

/** About 20,000 images of five layers. */
const maximumBytes = 16 * 1_024 * 1_024;

/**
 * The images of nodes, which many containers share. One is used only for an answer of the revision at which it was read,
 * and none that lacks a layer is kept, for that may come at any moment.
 */
export class KnownImages {
  readonly #images = new LRUCache<string, ImageAtRevision>({ maxSize: maximumBytes, sizeCalculation: sizeOf });

  of(slice: ImageSlice): ImageAtRevision | undefined {
    return this.#images.get(keyOf(slice));
  }

  keep(slice: ImageSlice, { revision, image }: ImageAtRevision): void {
    if (!image.folders.includes(null)) this.#images.set(keyOf(slice), freeze({ revision, image }));
  }
}

const keyOf = ({ node, image }: ImageSlice): string => `${node}\0${image}`;

/** About the memory that it takes, in bytes: its texts, and what is around each. */
function sizeOf({ image: { chain, folders } }: ImageAtRevision, key: string): number {
  const texts = [key, ...chain, ...folders];
  return texts.reduce((size, text) => size + 2 * (text?.length ?? 0) + 32, 256);
}
