import { type ErrorCode, shown, type Wording, wording } from '@specline/contracts';
import { clean, isAbsolute, join, splitLast, toBackslashes } from '@specline/windows';
import { goQuote } from '../go-quote.ts';

/** Why a link cannot be on the system drive. A node with LCOW on does not check (behaviour: secrets and configs). */
export function systemDriveFault(
  path: string,
  lcowSupported: boolean,
): { code: ErrorCode; words: Wording } | undefined {
  if (lcowSupported) return undefined;
  if (/^[\0-\x7f]:$/.test(path)) return refused(wording`No relative path specified in ${shown(goQuote(path))}`);
  const otherDrive = isAbsolute(path) && path[1] === ':' && path[0]?.toLowerCase() !== 'c';
  return otherDrive ? refused(wording`The specified path is not on the system drive (C:)`) : undefined;
}

const refused = (words: Wording): { code: ErrorCode; words: Wording } => ({ code: 'invalid-parameter', words });

/**
 * Where a link is made, relative to the volume of the container's root filesystem: cleaned, clamped to the root,
 * one backslash between parts. A root that is a plain folder and no volume stays in front, as the link is made there.
 */
export function linkInRoot(path: string, baseFS: string, lcowSupported: boolean): string {
  const inContainer = join('\\', lcowSupported ? path : withoutSystemDrive(path));
  // A path that ends like a folder is one, all of it, so that a drive at its end gets lost too.
  const { folder, name } = /[\\/]\.?$/.test(path) ? { folder: inContainer, name: '' } : splitLast(inContainer);
  const link = join('\\', withoutDrives(folder), name);
  const root = withoutVolume(baseFS);
  return root === '' ? link : clean(root + link);
}

/** Whether a link is the container's root itself, which is there already and cannot become one. */
export function isRoot(link: string, baseFS: string): boolean {
  const root = withoutVolume(baseFS);
  return link === (root === '' ? '\\' : clean(root));
}

/** Any absolute path loses two characters here, be they a drive or not: the reference looks no closer. */
const withoutSystemDrive = (path: string): string =>
  isAbsolute(path) && path.length >= 2 ? toBackslashes(path.slice(2)) : toBackslashes(path);

/** A folder that ends like a drive starts the path anew, which is how a drive gets lost on nodes with LCOW. */
function withoutDrives(folder: string): string {
  const cleaned = clean(folder);
  if (!cleaned.includes(':')) return cleaned === '\\' ? '' : cleaned;
  return cleaned
    .split('\\')
    .reduce((path, part) => (part === '' || /[A-Za-z]:$/.test(part) ? '' : `${path}\\${part}`), '');
}

const withoutVolume = (baseFS: string): string => baseFS.replace(/^\\\\\?\\Volume\{[^}\\]*\}\\?/, '');
