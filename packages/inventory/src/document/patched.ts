import {
  decode,
  encode,
  InvalidRequest,
  type InventoryDocument,
  type InventoryPatch,
  inventoryDocumentSchema,
  inventoryPatchSchema,
  JsonError,
  shown,
  tokensOf,
  unreadable,
  validate,
  wording,
} from '@specline/contracts';
import { type Copy, copyOf } from './copy.ts';

/**
 * Copies a patch through its JSON, as documents are.
 *
 * @throws InvalidRequest naming each fault.
 */
export const readPatch = (given: InventoryPatch): InventoryPatch =>
  validate(
    inventoryPatchSchema,
    readably('patch', () => decode(encode(given))),
    'patch',
  );

/**
 * The document that a patch makes of another, which stays as it is.
 *
 * @throws InvalidRequest where a path leads through what has no members, or where the result is no inventory
 * document of this node; it names each faulty field.
 */
export function patched(document: InventoryDocument, { set = {}, remove = [] }: InventoryPatch): Copy {
  const result = structuredClone(document) as Members;
  remove.forEach((path, index) => void removeMember(result, path, `patch.remove[${index}]`));
  for (const [path, value] of Object.entries(set)) setMember(result, path, value);
  const { text, document: copy } = readably('the patched inventory', () =>
    copyOf(validate(inventoryDocumentSchema, result, 'inventory')),
  );
  if (copy.node.name !== document.node.name) throw renamed(copy.node.name, document.node.name);
  return { text, document: copy };
}

type Members = Record<string, unknown>;

function removeMember(document: Members, path: string, field: string): void {
  const { parents, name } = stepsOf(path);
  let at: unknown = document;
  for (const parent of parents) at = isObject(at) && Object.hasOwn(at, parent) ? at[parent] : orList(at);
  if (isObject(at)) delete at[name];
  // What is not there may be removed; an entry of a list is there, and to say nothing would hide that it stays.
  if (Array.isArray(at)) throw leadsThrough(field, path, at);
}

const orList = (value: unknown): unknown => (Array.isArray(value) ? value : undefined);

function setMember(document: Members, path: string, value: unknown): void {
  const { parents, name } = stepsOf(path);
  let at = document;
  for (const parent of parents) {
    // Names come from outside, so `constructor` and the like must not find what every object has.
    const next = Object.hasOwn(at, parent) ? at[parent] : {};
    if (!isObject(next)) throw leadsThrough('patch.set', path, next);
    at[parent] = next;
    at = next;
  }
  at[name] = value;
}

function stepsOf(path: string): { readonly parents: readonly string[]; readonly name: string } {
  const tokens = tokensOf(path);
  return { parents: tokens.slice(0, -1), name: tokens.at(-1) ?? '' };
}

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function leadsThrough(field: string, path: string, value: unknown): InvalidRequest {
  const what = Array.isArray(value) ? 'a list' : value === null ? 'null' : `a ${typeof value}`;
  const words = wording`${shown(field)} names ${JSON.stringify(path)}, which leads into ${shown(what)}: that is one value; set it as a whole`;
  return new InvalidRequest([{ code: 'invalid-request', kind: 'request', field, ...words }]);
}

function renamed(name: string, known: string): InvalidRequest {
  const field = 'inventory.node.name';
  const words = wording`${shown(field)} is ${JSON.stringify(name)}: must stay ${JSON.stringify(known)}; push the other node instead`;
  return new InvalidRequest([{ code: 'invalid-request', kind: 'request', field, ...words }]);
}

/** @throws InvalidRequest instead of a JsonError. */
function readably<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof JsonError) throw unreadable(what, cause);
    throw cause;
  }
}
