import { z } from 'zod';
import type { ContainerLayer } from '../inventory-document.ts';
import { isolationSchema, platformSchema } from './isolation.ts';

/** What the image worker is given. */
export const imageSliceSchema = z.object({
  node: z.string(),
  container: z.string(),
  image: z.string(),
  isolation: isolationSchema,
  lcowSupported: z.boolean(),
});

/** What the image worker decides. */
export const imageFactsSchema = z.object({
  platform: platformSchema,
  /** The image's OS as the image spells it. */
  os: z.string(),
  /** Topmost image layer first, base last, then the container's own layer. */
  layerFolders: z.array(z.string()),
  rootPath: z.string(),
});

/** What the image worker reads. */
export interface ImageInventory {
  readonly revision: number;
  /** Absent: the node does not know the container. */
  readonly container?: ContainerLayer | undefined;
  /** Absent: the node does not have the image. */
  readonly image?: KnownImage | undefined;
}

/** An image with its chain ids, base first, and the folder of each; null where the node has none. */
export interface KnownImage {
  readonly os: string;
  readonly rootfsType: string;
  readonly chain: readonly string[];
  readonly folders: readonly (string | null)[];
}

export type ImageSlice = z.infer<typeof imageSliceSchema>;
export type ImageFacts = z.infer<typeof imageFactsSchema>;
