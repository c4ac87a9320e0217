import {
  type ImageFacts,
  type ImageInventory,
  type ImageSlice,
  type KnownImage,
  type PartialError,
  type Platform,
  type Resolution,
  shown,
  wording,
} from '@specline/contracts';
import { goQuote } from '../go-quote.ts';
import { problem } from '../problem.ts';
import { layerFolders } from './layer-folders.ts';
import { rootPath } from './root-path.ts';

/**
 * Decides platform, layer folders and root path (behaviour: order of evaluation, layer folders, Windows fields).
 *
 * Errors: no such container or image, layers, platform, missing base filesystem.
 */
export function resolveImage(slice: ImageSlice, known: ImageInventory): Resolution<ImageFacts> {
  const missing = known.container === undefined ? [noSuchContainer(slice)] : [];
  if (known.image === undefined) return { errors: [...missing, noSuchImage(slice)], warnings: [] };
  const platform = platformOf(known.image);
  const layers = layerFolders(slice, known.image, known.container);
  const root = rootPath(slice, platform, known.container);
  return {
    facts: { platform, os: known.image.os, layerFolders: layers.folders, rootPath: root.path },
    errors: [...missing, ...layers.errors, ...platformErrors(slice, known.image, platform), ...root.errors],
    warnings: [],
  };
}

/** Only the exact words count: `Windows` or an empty OS is unsupported, though its layers may be found. */
function platformOf(image: KnownImage): Platform {
  return image.os === 'windows' || image.os === 'linux' ? image.os : 'unsupported';
}

function platformErrors(slice: ImageSlice, image: KnownImage, platform: Platform): PartialError[] {
  const place = { field: 'container.Image' };
  if (platform === 'unsupported') {
    const words = wording`Unsupported platform ${shown(goQuote(image.os))}`;
    return [problem('platform', 'unsupported-platform', words, place)];
  }
  if (platform === 'windows' || slice.lcowSupported) return [];
  return [problem('platform', 'unsupported-platform', wording`Linux containers on Windows are not supported`, place)];
}

const noSuchImage = ({ image }: ImageSlice): PartialError =>
  problem('image-lookup', 'not-found', wording`No such image: ${shown(image)}`, { field: 'container.Image' });

const noSuchContainer = ({ container, node }: ImageSlice): PartialError =>
  problem(
    'container-lookup',
    'not-found',
    wording`No such container: ${shown(container)}; push the inventory of node ${shown(node)} with it`,
    { field: 'container.Id' },
  );
