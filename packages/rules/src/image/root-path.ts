import {
  type ContainerLayer,
  type ImageSlice,
  type PartialError,
  type Platform,
  shown,
  wording,
} from '@specline/contracts';
import { problem } from '../problem.ts';

/** The folder in which a Linux guest finds its root filesystem. */
const linuxRootPath = 'rootfs';

/**
 * Process isolation: the container's volume with a trailing backslash. Hyper-V: empty, the utility VM has its own.
 * Linux: `rootfs` (behaviour: Windows fields, Linux fields).
 */
export function rootPath(
  slice: ImageSlice,
  platform: Platform,
  container: ContainerLayer | undefined,
): { path: string; errors: PartialError[] } {
  if (platform === 'linux') return { path: linuxRootPath, errors: [] };
  if (platform === 'unsupported' || slice.isolation === 'hyperv') return { path: '', errors: [] };
  const base = container?.baseFS ?? undefined;
  if (base === undefined) return { path: '', errors: container === undefined ? [] : [missingBase(slice)] };
  return { path: base.endsWith('\\') ? base : `${base}\\`, errors: [] };
}

const missingBase = ({ container }: ImageSlice): PartialError =>
  problem(
    'root-path',
    'system',
    wording`createSpecWindowsFields: BaseFS of container ${shown(container)} is unexpectedly nil`,
    { field: 'container.Id' },
  );
