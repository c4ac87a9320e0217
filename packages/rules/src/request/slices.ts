import type { CreateRequest, Isolation, NodeFacts, Slices } from '@specline/contracts';
import { credentialsSlice } from '../credentials/slice.ts';
import { imageSlice } from '../image/slice.ts';
import { mountsSlice } from '../mounts/slice.ts';
import { networkSlice } from '../network/slice.ts';
import { resourcesSlice } from '../resources/slice.ts';

/** Cuts a request into what each kind of worker needs, and no more. */
export const slicesOf = (request: CreateRequest, node: NodeFacts, isolation: Isolation): Slices => ({
  image: imageSlice(request, node, isolation),
  mounts: mountsSlice(request, node, isolation),
  network: networkSlice(request, node),
  credentials: credentialsSlice(request, node),
  resources: resourcesSlice(request, node, isolation),
});
