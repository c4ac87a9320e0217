import type { z } from 'zod';
import { credentialsFactsSchema, credentialsSliceSchema } from './credentials.ts';
import { imageFactsSchema, imageSliceSchema } from './image.ts';
import { type Kind, kinds } from './kinds.ts';
import { mountsFactsSchema, mountsSliceSchema } from './mounts.ts';
import { networkFactsSchema, networkSliceSchema } from './network.ts';
import { resourcesFactsSchema, resourcesSliceSchema } from './resources.ts';

/**
 * The one catalog of kinds: what each kind of worker is given and what it decides.
 * The subjects follow from the kind's name (subjects.ts). A kind that does not read the inventory decides from its
 * slice alone, so that its answer is of any revision with the same slice.
 */
export const catalog = {
  image: { kind: 'image', readsInventory: true, slice: imageSliceSchema, facts: imageFactsSchema },
  mounts: { kind: 'mounts', readsInventory: true, slice: mountsSliceSchema, facts: mountsFactsSchema },
  network: { kind: 'network', readsInventory: true, slice: networkSliceSchema, facts: networkFactsSchema },
  credentials: {
    kind: 'credentials',
    readsInventory: true,
    slice: credentialsSliceSchema,
    facts: credentialsFactsSchema,
  },
  resources: { kind: 'resources', readsInventory: false, slice: resourcesSliceSchema, facts: resourcesFactsSchema },
} as const;

export type Catalog = typeof catalog;
export type SliceOf<K extends Kind> = z.infer<Catalog[K]['slice']>;
export type FactsOf<K extends Kind> = z.infer<Catalog[K]['facts']>;

export type Slices = { [K in Kind]: SliceOf<K> };

export { type Kind, kinds };
