import {
  type ContainerLayer,
  type ErrorCode,
  type ImageSlice,
  type KnownImage,
  type PartialError,
  prefixed,
  shown,
  type Wording,
  wording,
} from '@specline/contracts';
import { problem } from '../problem.ts';

interface LayerFolders {
  folders: string[];
  errors: PartialError[];
}

/**
 * Topmost image layer first, base last, then the container's own layer (behaviour: layer folders).
 * A container layer without a folder counts as an empty text.
 */
export function layerFolders(
  slice: ImageSlice,
  image: KnownImage,
  container: ContainerLayer | undefined,
): LayerFolders {
  const errors = image.chain.length > 0 ? imageLayerErrors(slice, image) : [];
  const folders = image.folders.map((folder) => folder ?? '').reverse();
  const ownLayer = container?.rwLayer;
  if (container !== undefined && ownLayer === undefined) {
    errors.push(layerProblem(slice, 'system', wording`RWLayer is unexpectedly nil`));
  }
  return { folders: [...folders, ownLayer ?? ''], errors };
}

function imageLayerErrors(slice: ImageSlice, image: KnownImage): PartialError[] {
  const refusal = storeRefusal(slice, image);
  if (refusal !== undefined) return [layerProblem(slice, 'unsupported-platform', refusal)];
  const driver = image.os === 'linux' ? 'lcow' : 'windowsfilter';
  // A Windows daemon gives images of this old type no chain ids, so that the lookup of the empty id fails.
  if (image.rootfsType === 'layers+base') return [layerProblem(slice, 'not-found', missingLayer(driver, ''))];
  return image.chain
    .filter((_, index) => image.folders[index] === null)
    .map((chainId) => layerProblem(slice, 'not-found', missingLayer(driver, chainId)));
}

/** The store is looked up by the exact OS; whether the node supports an OS is judged regardless of case. */
function storeRefusal(slice: ImageSlice, image: KnownImage): Wording | undefined {
  const base = shown(image.rootfsType === 'layers+base' ? '' : (image.chain[0] ?? ''));
  // The `u` flag folds as Go's `EqualFold` does.
  const supported = /^(?:windows)?$/iu.test(image.os) || (/^linux$/iu.test(image.os) && slice.lcowSupported);
  if (!supported) return wording`cannot get layerpath for ImageID ${base}: operating system is not supported`;
  const hasStore = image.os === '' || image.os === 'windows' || image.os === 'linux';
  if (hasStore) return undefined;
  return wording`failed to get layer path from graphdriver %!s(<nil>) for ImageID ${base}: unsupported layer store`;
}

const missingLayer = (driver: string, chainId: string): Wording =>
  wording`failed to get layer path from graphdriver ${shown(driver)} for ImageID ${shown(chainId)}: layer does not exist`;

const layerProblem = (slice: ImageSlice, code: ErrorCode, words: Wording): PartialError =>
  problem('layer-folders', code, prefixed(`container ${slice.container}: `, words), { field: 'container.Image' });
