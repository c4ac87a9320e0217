import { decode, encode } from '@specline/contracts';
import { describe, expect, test } from 'vitest';
import { disagreements } from './compare.ts';
import { asMessages, type Compiled, compileBundle } from './compile-bundle.ts';
import { readVectors, type Vector, type VectorLine } from './vectors.ts';

const vectors = readVectors('moby-19.03');

/** Names of the vectors with which a result disagrees, each with where. */
const failures = (lines: readonly VectorLine[], compile: (line: string) => Compiled = compileBundle): string[] =>
  lines.flatMap(({ line, vector }) => {
    const found = disagreements(vector.expect, compile(line));
    return found.length === 0 ? [] : [`${vector.name}: ${found.join('; ')}`];
  });

/** The whole result as bytes: spec, staging, warnings and errors. */
const bytes = (compiled: Compiled): string => encode(compiled);

describe('each output of the reference, profile moby-19.03', () => {
  test('there are 708', () => {
    expect(vectors).toHaveLength(708);
  });

  test.each(vectors)('$vector.name', ({ line, vector }) => {
    expect(disagreements(vector.expect, compileBundle(line))).toEqual([]);
  });
});

describe('the canonical text', () => {
  test('has the members of the expected spec, in its order, which is that of the runtime specification', () => {
    for (const { line, vector } of vectors) {
      const compiled = compileBundle(line);
      if (!('spec' in vector.expect) || !('text' in compiled)) continue;
      expect(compiled.text, vector.name).toBe(encode(vector.expect.spec));
    }
  });

  test('and staging, warnings and errors are the same bytes each time', () => {
    const first = vectors.map(({ line }) => bytes(compileBundle(line)));
    expect(vectors.toReversed().map(({ line }) => bytes(compileBundle(line)))).toEqual(first.toReversed());
  });

  test('are the same bytes when slices and partials travel as messages', () => {
    for (const { line, vector } of vectors) {
      expect(bytes(compileBundle(line, asMessages)), vector.name).toBe(bytes(compileBundle(line)));
    }
  });
});

/** The same bundle under other names, wherever they stand: also in its expectation. */
function renamed({ line, vector }: VectorLine, container: string, node: string): VectorLine {
  const { id = '', container: asked } = vector.request;
  const text = line
    .replaceAll(asked.Id, () => container)
    .replaceAll(`"${vector.inventory.node.name}"`, () => JSON.stringify(node))
    .replaceAll(`"${id}"`, '"renamed"');
  return { line: text, vector: decode(text) as Vector };
}

describe('nothing hangs on names and order', () => {
  test.each([
    { why: 'ids like theirs', container: 'f'.repeat(64), node: 'win-99' },
    { why: 'odd ids', container: '\u00fcn\u00ef $& (c) [1] \u{1f600}', node: '../*.> \n"' },
    { why: 'names that objects have of themselves', container: 'constructor', node: 'toString' },
  ])('$why, in another order', ({ container, node }) => {
    const others = vectors.map((each) => renamed(each, container, node));
    for (const { vector } of others)
      expect(vector.request).toMatchObject({ id: 'renamed', node, container: { Id: container } });
    expect(failures(shuffled(others))).toEqual([]);
  });

  test('members of the bundle in another order give the same bytes', () => {
    for (const { line, vector } of vectors) {
      const turned = encode(reversed(decode(line)));
      expect(turned, vector.name).not.toBe(line);
      expect(bytes(compileBundle(turned)), vector.name).toBe(bytes(compileBundle(line)));
    }
  });

  test('what else the node knows does not matter', () => {
    for (const { line, vector } of vectors) {
      expect(bytes(compileBundle(encode(withMore(vector)))), vector.name).toBe(bytes(compileBundle(line)));
    }
  });
});

/** A fixed order that is neither the file's nor its reverse. */
function shuffled<T>(list: readonly T[]): T[] {
  const step = 311; // has no divisor in common with 708, so that each index comes up once
  return list.map((_, index) => list[(index * step + 17) % list.length]).filter((each) => each !== undefined);
}

/** Turns the members of every object round; lists have an order of their own. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, member]) => [name, reversed(member)])
      .reverse(),
  );
}

/** The bundle, whose node has other images, layers, containers, networks, credential specs, secrets and configs too. */
function withMore({ name, request, inventory }: Vector): unknown {
  const { images, layers, containers, endpoints, credentialSpecs, configs, secrets } = inventory;
  const { registry } = credentialSpecs ?? {};
  return {
    name,
    request,
    inventory: {
      ...inventory,
      images: { 'sha256:other': { os: 'linux', rootfs: { type: 'layers', diff_ids: ['sha256:x'] } }, ...images },
      layers: { 'sha256:x': 'C:\\x', ...layers },
      containers: { other: { rwLayer: 'C:\\other' }, ...containers },
      endpoints: { other: { driverInfo: { hnsid: 'x' } }, ...endpoints },
      credentialSpecs: {
        files: { 'other.file': 'x', ...credentialSpecs?.files },
        registry: registry === null ? null : { 'other value': 'x', ...registry },
      },
      configs: { other: 'x', ...configs },
      secrets: ['other', ...(secrets ?? [])],
    },
  };
}
