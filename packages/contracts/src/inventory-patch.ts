import { z } from 'zod';
import { byName } from './fields.ts';
import { isPointer, tokensOf } from './json-pointer.ts';

const form = 'a JSON Pointer to a member, such as "/endpoints/nat"; in a name, "~" is "~0" and "/" is "~1"';
const refusedName = 'must not lead to "__proto__"';

const isMember = (path: string): boolean => path !== '' && isPointer(path);

/** Names one member of the inventory document. A list is one value: no path leads into it. */
const path = z
  .string()
  .refine(isMember, { error: `must be ${form}`, abort: true })
  .refine((text) => !tokensOf(text).includes('__proto__'), refusedName);

const values = byName(z.unknown()).superRefine((set, context) => {
  for (const name of Object.keys(set)) {
    const fault = faultOf(name, set);
    if (fault !== undefined) context.addIssue({ code: 'custom', path: [name], message: fault });
  }
});

function faultOf(name: string, set: Readonly<Record<string, unknown>>): string | undefined {
  if (!isMember(name)) return `the name must be ${form}`;
  if (tokensOf(name).includes('__proto__')) return `the name ${refusedName}`;
  return isInside(name, set) ? 'is inside another path that is set; put it in there' : undefined;
}

/** Members of a JSON object have no order, so that of two such paths neither could be the first. */
function isInside(name: string, set: Readonly<Record<string, unknown>>): boolean {
  for (let end = name.lastIndexOf('/'); end > 0; end = name.lastIndexOf('/', end - 1)) {
    if (Object.hasOwn(set, name.slice(0, end))) return true;
  }
  return false;
}

/**
 * A change of parts of one node's inventory document. What `remove` names is taken away first, then what `set`
 * names is put in; null is a value like any other.
 */
export const inventoryPatchSchema = z.strictObject({
  /** The patch is for this revision only; absent: for the newest, whichever that is. */
  ifRevision: z.int().min(0).optional(),
  /** Path to value. Objects on the way that are not there are made. */
  set: values.optional(),
  /** What is not there may be removed, so that a patch can be sent twice. */
  remove: z.array(path).optional(),
});

export type InventoryPatch = z.infer<typeof inventoryPatchSchema>;
