import {
  type MountsInventory,
  type MountsSlice,
  type PartialError,
  type PlannedMount,
  type StagingStep,
  shown,
  wording,
} from '@specline/contracts';
import { join } from '@specline/windows';
import { problem } from '../problem.ts';
import { type Dependency, usedDependencies } from './dependency.ts';

interface Prepared {
  mounts: PlannedMount[];
  staging: StagingStep[];
  errors: PartialError[];
}

/** Host folders, files and mounts of secrets, then of configs (behaviour: secrets and configs). */
export function secretsAndConfigs(slice: MountsSlice, known: MountsInventory): Prepared {
  const prepared = usedDependencies(slice).map((dependency) => prepare(dependency, slice, known));
  return {
    mounts: prepared.flatMap(({ mounts }) => mounts),
    staging: prepared.flatMap(({ staging }) => staging),
    errors: prepared.flatMap(({ errors }) => errors),
  };
}

function prepare(dependency: Dependency, slice: MountsSlice, known: MountsInventory): Prepared {
  const source = join(slice.dockerRoot, 'containers', slice.container, dependency.hostFolder);
  return {
    // The reference mounts the Windows destination into Linux containers too.
    mounts: [{ source, destination: dependency.internalFolder, readOnly: true }],
    staging: [
      { step: 'createDirectory', path: source, acl: 'administrators-and-local-system' },
      ...writtenFiles(dependency, source),
    ],
    errors: storeErrors(dependency, slice, known),
  };
}

/** References without a file target are skipped, but still count for the mount. */
function writtenFiles(dependency: Dependency, folder: string): StagingStep[] {
  return dependency.references.flatMap(({ id, file }) => {
    if (file === undefined) return [];
    const { Mode, UID, GID } = file;
    const path = join(folder, id);
    return [{ step: dependency.step, path, id, mode: Mode ?? 0, uid: UID ?? '', gid: GID ?? '' }];
  });
}

function storeErrors(dependency: Dependency, slice: MountsSlice, known: MountsInventory): PartialError[] {
  const { word, field } = dependency;
  if (!slice.swarmManaged) {
    const words = wording`${shown(word)} store is not initialized`;
    return [problem(dependency.directoryStep, 'system', words, { field: `container.${field}` })];
  }
  const held = dependency.held(known);
  return dependency.references.flatMap(({ id, file }, index) => {
    if (file === undefined || held.has(id)) return [];
    const words = wording`unable to get ${shown(word)} from ${shown(word)} store: ${shown(word)} ${shown(id)} not found`;
    return [problem(dependency.directoryStep, 'system', words, { field: `container.${field}[${index}]` })];
  });
}
