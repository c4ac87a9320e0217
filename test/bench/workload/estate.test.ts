import { encode } from '@specline/contracts';
import { describe, expect, it } from 'vitest';
import { compileBundle } from '../../conformance/compile-bundle.ts';
import { Estate, type EstateOptions } from './estate.ts';

const bytesOf = (options: EstateOptions): number => encode(new Estate(options).request(3)).length;

describe('an estate', () => {
  const estate = new Estate({ nodes: 3, containersEach: 4 });

  it('asks for each of its containers once, then again under other ids', () => {
    const requests = Array.from({ length: 24 }, (_, index) => estate.request(index));
    expect(new Set(requests.map(({ container }) => container.Id)).size).toBe(12);
    expect(new Set(requests.map(({ id }) => id)).size).toBe(24);
  });

  it('knows on each node what is asked of it', () => {
    const known = new Map(Array.from(estate.inventories(), (document) => [document.node.name, document]));
    expect(known.size).toBe(3);
    for (let index = 0; index < 12; index++) {
      const { node = '', container } = estate.request(index);
      expect(Object.keys(known.get(node)?.containers ?? {})).toHaveLength(4);
      expect(known.get(node)?.containers).toHaveProperty(container.Id);
    }
  });

  it.each<[string, EstateOptions, number]>([
    ['usual', {}, 2_900],
    ['short', { padding: 'none at all' }, 1_000],
    ['long of labels', { padding: { labels: 100_000 } }, 103_000],
    ['long of variables', { padding: { environment: 100_000 } }, 103_000],
  ])('asks for what composes, of the %s length', (_, options, bytes) => {
    expect(Math.abs(bytesOf(options) - bytes)).toBeLessThan(bytes * 0.1);
    const made = new Estate(options);
    const bundle = encode({ request: made.request(7), inventory: made.inventoryFor(7) });
    expect(compileBundle(bundle)).toHaveProperty('text');
  });
});
