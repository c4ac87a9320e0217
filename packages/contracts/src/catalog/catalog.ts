import type { z } from 'zod';
import { credentialsFactsSchema, credentialsSliceSchema } from './credentials.ts';
import { imageFactsSchema, imageSliceSchema } from './image.ts';
import { type Kind, kinds } from './kinds.ts';
import { mountsFactsSchema, mountsSliceSchema } from './mounts.ts';
import { networkFactsSchema, networkSliceSchema } from './network.ts';
import { resourcesFactsSchema, resourcesSliceSchema } from './resources.ts';

/**
 * The one catalog of kinds: what each kind of worker is given and what it decides.
 * The subjects follow from the kind's name (subjects.ts).
 */
export const catalog = {
  image: { kind: 'image', slice: imageSliceSchema, facts: imageFactsSchema },
  mounts: { kind: 'mounts', slice: mountsSliceSchema, facts: mountsFactsSchema },
  network: { kind: 'network', slice: networkSliceSchema, facts: networkFactsSchema },
  credentials: { kind: 'credentials', slice: credentialsSliceSchema, facts: credentialsFactsSchema },
  resources: { kind: 'resources', slice: resourcesSliceSchema, facts: resourcesFactsSchema },
} as const;

export type Catalog = typeof catalog;
export type SliceOf<K extends Kind> = z.infer<Catalog[K]['slice']>;
export type FactsOf<K extends Kind> = z.infer<Catalog[K]['facts']>;

export type Slices = { [K in Kind]: SliceOf<K> };

export { type Kind, kinds };
