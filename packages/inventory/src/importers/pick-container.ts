import { invalidField } from '@specline/contracts';

export interface PickOptions {
  /** The name or the beginning of the id of the one container that is meant, where the document has several. */
  readonly pick?: string;
}

/** One container of an inspect document, and where it stands there. */
interface Picked {
  readonly value: unknown;
  readonly place: string;
}

/**
 * Finds the container that is meant.
 *
 * @throws InvalidRequest when there is none, or when there are several and none is picked.
 */
export function pickContainer(document: unknown, { pick }: PickOptions): Picked {
  const all = Array.isArray(document)
    ? document.map((value: unknown, index) => ({ value, place: `inspect[${index}]` }))
    : [{ value: document, place: 'inspect' }];
  if (all.length === 0)
    throw invalidField('inspect', document, 'holds no container; docker inspect knew none by that name');
  const fitting = pick === undefined ? all : all.filter(({ value }) => isCalled(value, pick));
  const [only, ...others] = fitting;
  if (only !== undefined && others.length === 0) return only;
  throw invalidField('inspect', document, remedy(all, fitting, pick));
}

function remedy(all: readonly Picked[], fitting: readonly Picked[], pick: string | undefined): string {
  const holds = all.length === 1 ? 'holds one container' : `holds ${all.length} containers`;
  if (pick === undefined) return `${holds}; pick one by name or id: ${namesOf(all)}`;
  if (fitting.length === 0) return `${holds} and none is called ${JSON.stringify(pick)}; pick one of: ${namesOf(all)}`;
  return `${holds} and several are called ${JSON.stringify(pick)}; pick one of: ${namesOf(fitting)}`;
}

const isCalled = (value: unknown, pick: string): boolean =>
  pick !== '' && (textAt(value, 'Id').startsWith(pick) || nameOf(value) === nameWithoutSlash(pick));

/** Enough to choose from; a document may hold thousands. */
const maximumNames = 10;

function namesOf(picked: readonly Picked[]): string {
  const names = picked.slice(0, maximumNames).map(({ value }) => nameOf(value) || textAt(value, 'Id').slice(0, 12));
  return names.join(', ') + (picked.length > maximumNames ? ', ...' : '');
}

const nameOf = (value: unknown): string => nameWithoutSlash(textAt(value, 'Name'));

/** Docker keeps names with a leading slash and takes them without. */
const nameWithoutSlash = (name: string): string => name.replace(/^\//, '');

function textAt(value: unknown, key: string): string {
  const text =
    typeof value === 'object' && value !== null && key in value ? (value as Record<string, unknown>)[key] : '';
  return typeof text === 'string' ? text : '';
}
