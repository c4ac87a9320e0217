import { bundleSchema, encode, InvalidRequest, validate } from '@specline/contracts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readVectors } from './vectors.ts';

// `validate` reads documents by generated code. Whatever it is given, it must say what the schema itself says.

const vectors = readVectors('moby-19.03').map(({ vector }) => vector);

/** What a reader makes of a document: the value as text, so that the order of members counts, or its faults. */
const byGeneratedCode = (value: unknown): unknown => {
  try {
    return { read: encode(validate(bundleSchema, value, 'bundle')) };
  } catch (error) {
    if (!(error instanceof InvalidRequest)) throw error;
    return { issues: (error.cause as { issues: unknown }).issues };
  }
};

const bySchema = (value: unknown): unknown => {
  const { data, error } = bundleSchema.safeParse(value);
  return error === undefined ? { read: encode(data) } : { issues: error.issues };
};

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** The document with one member changed, the one that the steps lead to, each a number of a member. */
function changed(value: unknown, [step, ...rest]: readonly number[], change: Change): unknown {
  if (step === undefined || !isObject(value)) return change.to;
  const entries = Object.entries(value);
  const key = entries[step % Math.max(1, entries.length)]?.[0] ?? 'added';
  const members = { ...value, [key]: changed(value[key as keyof typeof value], rest, change) };
  if (rest.length === 0 && change.adds) Object.assign(members, { [change.key]: change.to });
  if (rest.length === 0 && change.removes) delete members[key as keyof typeof members];
  return Array.isArray(value) ? Object.values(members) : members;
}

const change = fc.record({
  to: fc.oneof(
    fc.jsonValue(),
    fc.constantFrom<unknown>(null, undefined, '', 0, -1, 1.5, 2 ** 53, 2n ** 63n, 2n ** 64n, true, [], {}, '..', 'a:b'),
  ),
  key: fc
    .oneof(fc.string(), fc.constantFrom('constructor', 'toString', 'Created'))
    .filter((key) => key !== '__proto__'),
  adds: fc.boolean(),
  removes: fc.boolean(),
});
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

describe('a document is read as its schema says', () => {
  test('each output of the reference', () => {
    for (const vector of vectors) {
      expect(byGeneratedCode(vector)).toEqual(bySchema(vector));
      expect(byGeneratedCode(vector)).toHaveProperty('read');
    }
  });

  test('and each with some member changed', () => {
    const steps = fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 6 });
    const seen = { read: 0, issues: 0 };
    fc.assert(
      fc.property(fc.constantFrom(...vectors), steps, change, (vector, path, how) => {
        const value = changed(vector, path, how);
        const expected = bySchema(value) as object;
        seen['read' in expected ? 'read' : 'issues']++;
        expect(byGeneratedCode(value)).toEqual(expected);
      }),
      { numRuns: 2_000 },
    );
    // Both ways are tried, not one only.
    expect(Math.min(seen.read, seen.issues)).toBeGreaterThan(200);
  });
});
