import type { CreateRequest, ImageSlice, Isolation, NodeFacts } from '@specline/contracts';

/** What the image worker needs of a request. */
export const imageSlice = (request: CreateRequest, node: NodeFacts, isolation: Isolation): ImageSlice => ({
  node: request.node,
  container: request.container.Id,
  image: request.container.Image,
  isolation,
  lcowSupported: node.lcowSupported,
});
