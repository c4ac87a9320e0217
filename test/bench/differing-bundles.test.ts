import { describe, expect, it } from 'vitest';
import { disagreements } from '../conformance/compare.ts';
import { type Compiled, compileBundle } from '../conformance/compile-bundle.ts';
import { readVectors } from '../conformance/vectors.ts';
import { containerOf, differingBundles } from './differing-bundles.ts';

const vectors = readVectors('moby-19.03').map(({ vector }) => vector);
const lines = [...differingBundles(2 * vectors.length)];

describe('the lines of the benchmark', () => {
  it('all differ', () => {
    expect(new Set(lines).size).toBe(2 * vectors.length);
  });

  it('give what their originals give, under other names', () => {
    vectors.forEach((vector, index) => {
      const compiled = JSON.stringify(compileBundle(lines[index] ?? ''));
      const restored = compiled.replaceAll(containerOf(index), vector.request.container.Id);
      expect(disagreements(vector.expect, JSON.parse(restored) as Compiled), vector.name).toEqual([]);
    });
  });
});
