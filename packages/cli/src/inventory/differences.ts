import { isDeepStrictEqual } from 'node:util';
import { compareBytes, type InventoryDocument, pointerTo } from '@specline/contracts';

/** One member that is not the same in two documents. */
export interface Difference {
  readonly path: string;
  readonly change: 'added' | 'removed' | 'changed';
  readonly before?: unknown;
  readonly after?: unknown;
}

interface Sides {
  readonly before: InventoryDocument;
  readonly after: InventoryDocument;
}

/**
 * What differs between two documents, in the byte order of the paths. A list is one value, and so is each credential
 * spec and config.
 *
 * @param shown the documents as values are taken from them; the same paths must be in them.
 */
export function differences(documents: Sides, shown: Sides): Difference[] {
  const paths = [...differing(documents.before, documents.after, [])];
  return paths
    .map(({ names, change }) => ({
      path: pointerTo(names),
      change,
      ...(change === 'added' ? {} : { before: valueAt(shown.before, names) }),
      ...(change === 'removed' ? {} : { after: valueAt(shown.after, names) }),
    }))
    .toSorted((left, right) => compareBytes(left.path, right.path));
}

interface Differing extends Pick<Difference, 'change'> {
  readonly names: readonly string[];
}

function* differing(before: object, after: object, above: readonly string[]): Generator<Differing> {
  for (const [name, value] of Object.entries(after)) {
    const names = [...above, name];
    if (!Object.hasOwn(before, name)) yield { names, change: 'added' };
    else yield* compared((before as Members)[name], value, names);
  }
  for (const name of Object.keys(before)) {
    if (!Object.hasOwn(after, name)) yield { names: [...above, name], change: 'removed' };
  }
}

function* compared(before: unknown, after: unknown, names: readonly string[]): Generator<Differing> {
  if (isObject(before) && isObject(after) && !isSecret(names)) yield* differing(before, after, names);
  else if (!isDeepStrictEqual(before, after)) yield { names, change: 'changed' };
}

/** A registry value may be any JSON; the names in it are as secret as the rest. */
const isSecret = ([section, kind, name]: readonly string[]): boolean =>
  section === 'credentialSpecs' && kind !== undefined && name !== undefined;

type Members = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const valueAt = (document: InventoryDocument, names: readonly string[]): unknown =>
  names.reduce<unknown>((value, name) => (value as Members)[name], document);
