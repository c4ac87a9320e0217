/**
 * Windows paths with the semantics of Go 1.12's `path/filepath`, which the reference is built with.
 * Node's `path.win32` differs: in drive-relative paths, in UNC parts, in trailing separators.
 */

const isSeparator = (character: string | undefined): boolean => character === '\\' || character === '/';

/** Turns every `/` into `\`. */
export const toBackslashes = (path: string): string => path.replaceAll('/', '\\');

/** The length of the volume in front of a path: a drive (`C:`) or a UNC share (`\\server\share`); 0 if none. */
export function volumeLength(path: string): number {
  if (/^[A-Za-z]:/.test(path)) return 2;
  const share = /^[\\/]{2}[^\\/.][^\\/]*[\\/][^\\/.][^\\/]*/.exec(path);
  return share === null ? 0 : share[0].length;
}

const reservedName = /^(?:con|prn|aux|nul|com[1-9]|lpt[1-9])$/i;

/** Whether a path does not depend on a current folder or drive; reserved device names count as absolute. */
export function isAbsolute(path: string): boolean {
  if (reservedName.test(path)) return true;
  const length = volumeLength(path);
  return length > 0 && isSeparator(path[length]);
}

/** Rooted, separated by single `\\`, and no part starts with a dot: most paths, which are clean as they are. */
const cleanForm = /^(?:[A-Za-z]:)?(?:\\[^\\/.][^\\/]*)+$/;

/** The same, of a drive. */
const belowDrive = /^[A-Za-z]:(?:\\[^\\/.][^\\/]*)+$/;

/** The shortest equivalent path: separators are `\`, `.` and `..` resolved, no trailing separator but a root's. */
export function clean(path: string): string {
  if (cleanForm.test(path)) return path;
  const length = volumeLength(path);
  const volume = toBackslashes(path.slice(0, length));
  const rest = path.slice(length);
  if (rest === '') return length > 2 ? volume : `${volume}.`;
  const rooted = isSeparator(rest[0]);
  const cleaned = (rooted ? '\\' : '') + resolveDots(toBackslashes(rest).split('\\'), rooted).join('\\');
  return volume + (cleaned === '' ? '.' : cleaned);
}

function resolveDots(parts: readonly string[], rooted: boolean): string[] {
  const kept: string[] = [];
  for (const part of parts) {
    if (part === '' || part === '.') continue;
    const climbs = part === '..';
    if (!climbs) kept.push(part);
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (!rooted) kept.push(part);
  }
  return kept;
}

const isUnc = (path: string): boolean => volumeLength(path) > 2;

/**
 * Joins parts and cleans the result. Parts that are no UNC paths never join to one:
 * `\` and `host\share` give `\host\share`.
 */
export function join(...parts: readonly string[]): string {
  const all = parts.join('\\');
  // Most paths. A drive that is a part by itself is another matter, below.
  if (belowDrive.test(all) && parts[0]?.[1] === ':' && parts[0].length > 2) return all;
  const [head, ...tail] = parts.slice(parts.findIndex((part) => part !== ''));
  if (head === undefined || head === '') return '';
  const below = head === '\\' ? belowRoot(tail.join('\\')) : undefined;
  if (below !== undefined) return below;
  // A bare drive stays relative to the current folder of that drive.
  if (/^[\0-\x7f]:$/.test(head)) return clean(head + withoutLeadingEmpty(tail).join('\\'));
  const together = [head, ...tail].join('\\');
  // Neither is it a UNC path.
  if (cleanForm.test(together)) return together;
  const joined = clean(together);
  if (!isUnc(joined) || isUnc(clean(head))) return joined;
  const cleanHead = clean(head);
  return (cleanHead.endsWith('\\') ? cleanHead : `${cleanHead}\\`) + clean(tail.join('\\'));
}

/** A path below the root, where it is clean as it is; undefined where it has to be looked at, as for a drive in it. */
function belowRoot(path: string): string | undefined {
  if (cleanForm.test(path)) return path.startsWith('\\') ? path : `\\${path}`;
  const rooted = `\\${path}`;
  return cleanForm.test(rooted) && !path.includes(':') ? rooted : undefined;
}

function withoutLeadingEmpty(parts: readonly string[]): readonly string[] {
  const first = parts.findIndex((part) => part !== '');
  return first < 0 ? [] : parts.slice(first);
}

/** Splits behind the last separator that is not part of the volume. */
export function splitLast(path: string): { folder: string; name: string } {
  const at = Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/'));
  const cut = Math.max(at + 1, volumeLength(path));
  return { folder: path.slice(0, cut), name: path.slice(cut) };
}

/** Folds a name as Windows file systems and the registry compare names: by simple upper case. */
export const foldCase = (name: string): string =>
  ascii.test(name) ? name.toUpperCase() : Array.from(name, simpleUpperCase).join('');

const ascii = /^[\0-\x7f]*$/;

/** The form under which Windows finds a relative path: cleaned, regardless of case. */
export const lookupKey = (path: string): string => foldCase(clean(path));

/** The upper case of one character where that is one character, else the character, as in Unicode's simple mapping. */
export function simpleUpperCase(character: string): string {
  const upper = character.toUpperCase();
  if (Array.from(upper).length === 1) return upper;
  // Greek letters with an iota below have a single capital too; only the full mapping writes the iota beside it.
  const single = upper.replace(/\u0399$/, '\u0345').normalize('NFC');
  return Array.from(single).length === 1 ? single : character;
}
