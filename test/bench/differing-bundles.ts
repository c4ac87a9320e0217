import { createHash } from 'node:crypto';
import { encode } from '@specline/contracts';
import { readVectors, type Vector } from '../conformance/vectors.ts';

/** Lines of bundles of which no two say the same: all outputs of the reference, over and over, under other names. */
export function* differingBundles(count: number): Generator<string> {
  const vectors = readVectors('moby-19.03').map(({ vector }) => vector);
  for (let index = 0; index < count; index++) {
    const vector = vectors[index % vectors.length];
    if (vector !== undefined) yield renamed(vector, index);
  }
}

/** The id of the container of a line. */
export const containerOf = (index: number): string => createHash('sha256').update(`container ${index}`).digest('hex');

/** The same bundle with a name, request, node and container of its own; the container's id also within paths. */
function renamed({ expect: _, ...bundle }: Vector, index: number): string {
  const { request, inventory, name } = bundle;
  const text = encode({ ...bundle, name: `${name}#${index}`, request: { ...request, id: `b-${index}` } });
  return text
    .replaceAll(request.container.Id, containerOf(index))
    .replaceAll(`"${inventory.node.name}"`, `"win-${index}"`);
}
