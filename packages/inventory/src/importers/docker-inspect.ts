import { type Container, invalidField, type MountPoint, type OutcomeWarning, validate } from '@specline/contracts';
import { inspectSchema, neverStarted } from './inspect-document.ts';
import { inspectLacks } from './inspect-lacks.ts';
import { type PickOptions, pickContainer } from './pick-container.ts';

/** What `docker inspect` says of a container, as a request has it, and what it does not say. */
export interface Inspected {
  readonly container: Container;
  readonly warnings: readonly OutcomeWarning[];
}

/**
 * Reads the container of a request from what `docker inspect` prints: a list of one container, or the container.
 *
 * @throws InvalidRequest naming fields as they stand in the document; of several containers, the remedy.
 */
export function requestFromInspect(document: unknown, options: PickOptions = {}): Inspected {
  const { value, place } = pickContainer(document, options);
  const inspected = validate(inspectSchema, value, place);
  const { Platform, State, Mounts, Config, ...same } = inspected;
  const { Labels, ...config } = Config;
  const sharing = sharedContainer(same.HostConfig.NetworkMode ?? '');
  const container: Container = {
    ...same,
    OS: Platform,
    Config: config,
    HasBeenStartedBefore: !neverStarted.test(State.StartedAt),
    MountPoints: mountPoints(Mounts ?? [], place),
    // Swarm's agent labels the containers of its tasks, and only those have its stores.
    SwarmManaged: Object.hasOwn(Labels ?? {}, 'com.docker.swarm.task.id'),
    ...(sharing === undefined ? {} : { NetworkSharedContainerID: sharing }),
  };
  return { container, warnings: inspectLacks(container) };
}

/** Docker writes the whole id into the network mode, whatever name it was given. */
function sharedContainer(networkMode: string): string | undefined {
  return /^container:([0-9a-f]{64})$/.exec(networkMode)?.[1];
}

/** The list by destination, as `config.v2.json` has it: a local volume is found by its name and driver there, too. */
function mountPoints(
  mounts: readonly (MountPoint & { Destination: string })[],
  place: string,
): Record<string, MountPoint> {
  const points = new Map<string, MountPoint>();
  mounts.forEach((mount, index) => {
    const field = `${place}.Mounts[${index}].Destination`;
    if (points.has(mount.Destination))
      throw invalidField(field, mount.Destination, 'is there twice; a container has one mount a destination');
    points.set(mount.Destination, mount);
  });
  return Object.fromEntries(points);
}
