import {
  type MountsSlice,
  type PartialError,
  type PlannedMount,
  type StagingStep,
  type Wording,
  wording,
} from '@specline/contracts';
import { clean, join } from '@specline/windows';
import { problem } from '../problem.ts';

interface PlannedPoints {
  mounts: PlannedMount[];
  staging: StagingStep[];
  errors: PartialError[];
}

type Point = MountsSlice['mountPoints'][number];

/**
 * The container's own mounts, shallow destinations first (behaviour: mount points).
 * The depth is the number of backslashes of the cleaned destination; ties keep their order.
 */
export function mountPoints(slice: MountsSlice): PlannedPoints {
  const errors = slice.mountPoints.flatMap(faultOf);
  const mounts = slice.mountPoints
    .map((point) => plannedMount(point, slice.dockerRoot))
    .map((mount) => ({ mount, depth: depthOf(mount.destination) }))
    .sort((left, right) => left.depth - right.depth)
    .map(({ mount }) => mount);
  const staging = slice.mountPoints.filter(isBoundFolder).map(createdFolder);
  return { mounts, staging, errors };
}

/** The reference creates the source folder of a bind where it is missing. */
const isBoundFolder = (point: Point): boolean =>
  point.Type === 'bind' && point.SkipMountpointCreation !== true && (point.Driver ?? '') === '' && point.Source !== '';

const createdFolder = (point: Point): StagingStep => ({
  step: 'createDirectory',
  path: point.Source ?? '',
  acl: 'inherited',
});

const depthOf = (destination: string): number => clean(destination).split('\\').length - 1;

const plannedMount = (point: Point, dockerRoot: string): PlannedMount => ({
  source: sourceOf(point, dockerRoot),
  destination: point.Destination,
  readOnly: point.RW !== true,
});

/** A volume of driver `local` is mounted where that driver keeps it; other drivers tell their path as the source. */
function sourceOf(point: Point, dockerRoot: string): string {
  const managed = point.SkipMountpointCreation !== true && point.Driver === 'local';
  return managed ? join(dockerRoot, 'volumes', point.Name ?? '', '_data') : (point.Source ?? '');
}

function faultOf(point: Point): PartialError[] {
  const { SkipMountpointCreation, Driver, Name, Source } = point;
  if (SkipMountpointCreation === true) return [];
  if (Driver === 'local') {
    if ((Name ?? '') !== '') return [];
    return [refused(point, 'Name', wording`a volume of driver local needs a Name, by which the node finds it`)];
  }
  if ((Source ?? '') !== '') return [];
  return [refused(point, 'Source', wording`Unable to setup mount point, neither source nor volume defined`)];
}

const refused = ({ Destination }: Point, member: 'Name' | 'Source', words: Wording): PartialError =>
  problem('mount-points', 'invalid-parameter', words, {
    field: `container.MountPoints[${JSON.stringify(Destination)}].${member}`,
  });
