import {
  type MountsInventory,
  type MountsSlice,
  type PartialError,
  type StagingStep,
  shown,
  wording,
} from '@specline/contracts';
import { foldCase, join } from '@specline/windows';
import { problem } from '../problem.ts';
import { type Dependency, usedDependencies } from './dependency.ts';
import { isRoot, linkInRoot, systemDriveFault } from './link-path.ts';

interface Links {
  staging: StagingStep[];
  errors: PartialError[];
}

/**
 * Links from where a program looks for a secret or config to where it is mounted (behaviour: secrets and configs).
 *
 * Only before the first start: a Hyper-V container that has run may hold a hostile file system,
 * which must never be mounted on the host.
 */
export function containerLinks(slice: MountsSlice, known: MountsInventory): Links {
  const used = usedDependencies(slice);
  if (slice.hasBeenStartedBefore || used.length === 0) return { staging: [], errors: [] };
  const taken = new Set<string>();
  const links = used.map((dependency) => linksOf(dependency, slice, known, taken));
  const steps = links.flatMap(({ staging }) => staging);
  const errors = links.flatMap((each) => each.errors);
  if (slice.isolation === 'process') return { staging: steps, errors };
  return {
    staging: [{ step: 'mountRootfs' }, ...steps, { step: 'unmountRootfs' }],
    errors: [...mountErrors(slice, known), ...errors],
  };
}

function mountErrors(slice: MountsSlice, { container }: MountsInventory): PartialError[] {
  if (container === undefined || container.rwLayer !== undefined) return [];
  const words = wording`RWLayer of container ${shown(slice.container)} is unexpectedly nil`;
  return [problem('mount-for-links', 'system', words, { field: 'container.Id' })];
}

function linksOf(dependency: Dependency, slice: MountsSlice, known: MountsInventory, taken: Set<string>): Links {
  const staging: StagingStep[] = [];
  const errors: PartialError[] = [];
  dependency.references.forEach(({ id, file }, index) => {
    if (file === undefined) return;
    const field = `container.${dependency.field}[${index}].File.Name`;
    const path = dependency.linkPath(file.Name);
    const fault = baseFault(slice, known) ?? systemDriveFault(path, slice.lcowSupported);
    if (fault !== undefined) {
      errors.push(problem(dependency.linkStep, fault.code, fault.words, { field }));
      return;
    }
    const baseFS = known.container?.baseFS ?? '';
    const link = linkInRoot(path, baseFS, slice.lcowSupported);
    if (isRoot(link, baseFS)) errors.push(atRoot(dependency, field));
    else if (taken.has(foldCase(link))) errors.push(twice(dependency, link, field));
    staging.push({ step: 'symlink', linkInRoot: link, target: join(dependency.internalFolder, id) });
    taken.add(foldCase(link));
  });
  return { staging, errors };
}

/** With Hyper-V isolation the mount supplies the base filesystem. */
function baseFault(slice: MountsSlice, { container }: MountsInventory) {
  if (slice.isolation === 'hyperv' || container === undefined || (container.baseFS ?? undefined) !== undefined)
    return undefined;
  const words = wording`ResolvePath: BaseFS of container ${shown(slice.container)} is unexpectedly nil`;
  return { code: 'system', words } as const;
}

const atRoot = (dependency: Dependency, field: string): PartialError =>
  problem(
    dependency.linkStep,
    'invalid-parameter',
    wording`the link to this ${shown(dependency.word)} would be the root of the container; give it a File.Name that names a file`,
    { field },
  );

const twice = (dependency: Dependency, link: string, field: string): PartialError =>
  problem(
    dependency.linkStep,
    'invalid-parameter',
    wording`two references are linked from ${shown(link)}; give each a File.Name of its own`,
    { field },
  );
