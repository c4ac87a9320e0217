import {
  type Container,
  type CreateRequest,
  compareBytes,
  type Isolation,
  type MountsSlice,
  type NodeFacts,
} from '@specline/contracts';

/** What the mounts worker needs of a request. */
export const mountsSlice = (
  { node: name, container }: CreateRequest,
  node: NodeFacts,
  isolation: Isolation,
): MountsSlice => ({
  node: name,
  container: container.Id,
  dockerRoot: node.dockerRoot,
  isolation,
  lcowSupported: node.lcowSupported,
  hasBeenStartedBefore: container.HasBeenStartedBefore ?? false,
  swarmManaged: container.SwarmManaged ?? false,
  mountPoints: orderedMountPoints(container),
  secretReferences: container.SecretReferences ?? [],
  configReferences: container.ConfigReferences ?? [],
});

/** The reference walks a Go map, in random order; ours is that of the destinations' bytes. */
function orderedMountPoints({ MountPoints }: Container): MountsSlice['mountPoints'] {
  return Object.entries(MountPoints ?? {})
    .sort(([left], [right]) => compareBytes(left, right))
    .map(([destination, point]) => ({ ...point, Destination: point.Destination ?? destination }));
}
