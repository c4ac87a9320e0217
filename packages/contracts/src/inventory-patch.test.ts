import { describe, expect, it } from 'vitest';
import { InvalidRequest, validate } from './invalid-request.ts';
import { inventoryPatchSchema } from './inventory-patch.ts';

/** The messages of a refusal. */
function faultsOf(patch: unknown): string[] {
  try {
    validate(inventoryPatchSchema, patch, 'patch');
  } catch (error) {
    if (error instanceof InvalidRequest) return error.errors.map(({ message }) => message);
    throw error;
  }
  return [];
}

const form = 'a JSON Pointer to a member, such as "/endpoints/nat"; in a name, "~" is "~0" and "/" is "~1"';

describe('a patch', () => {
  it.each([
    {},
    { ifRevision: 0 },
    { ifRevision: 1_784_000_000_000, set: {}, remove: [] },
    { set: { '/endpoints/nat': null, '/layers/sha256:0': 'C:\\a.b', '/a~1b/~0': {}, '/': [] } },
    { set: { '/a': 1, '/ab': 2, '/a~1b': 3 } },
    { remove: ['/endpoints', '/endpoints/nat', '/constructor'] },
  ])('may be %j', (patch) => {
    expect(validate(inventoryPatchSchema, patch, 'patch')).toEqual(patch);
  });

  it.each<[unknown, string]>([
    [[], 'patch is a list: must be an object'],
    [{ ifRevision: '7' }, 'patch.ifRevision is "7": must be a number'],
    [{ sets: {} }, 'patch.sets is an object: is not a field here; remove it or correct its name'],
    [{ remove: ['endpoints.nat'] }, `patch.remove[0] is "endpoints.nat": must be ${form}`],
    [{ remove: [''] }, `patch.remove[0] is "": must be ${form}`],
    [{ remove: ['/a~b'] }, `patch.remove[0] is "/a~b": must be ${form}`],
    [{ remove: ['/a/__proto__/b'] }, 'patch.remove[0] is "/a/__proto__/b": must not lead to "__proto__"'],
    [{ set: { '': {} } }, `patch.set[""] is an object: the name must be ${form}`],
    [{ set: { nat: null } }, `patch.set.nat is null: the name must be ${form}`],
    [{ set: { '/__proto__': 1 } }, 'patch.set["/__proto__"] is 1: the name must not lead to "__proto__"'],
    [
      { set: { '/a': {}, '/a/b/c': 1 } },
      'patch.set["/a/b/c"] is 1: is inside another path that is set; put it in there',
    ],
  ])('must not be %j', (patch, message) => {
    expect(faultsOf(patch)).toEqual([message]);
  });
});
