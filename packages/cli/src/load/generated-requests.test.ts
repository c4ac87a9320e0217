import { generatedMix, parseWeights } from '@specline/load';
import { expect, it } from 'vitest';
import { readBundle } from '../compile/bundle.ts';
import { compileRead } from '../compile/compile.ts';

// What a load takes for a wrong answer must be one.
it.each(['windows', 'hyperv', 'lcow'])(
  'each generated request of %s is answered as it says, and sound ones without a warning',
  (platform) => {
    const mix = generatedMix({
      run: 'test',
      seed: 1,
      weights: parseWeights(`${platform}=1`),
      bytes: 4_000,
      failures: 0.5,
      nodes: 3,
      deadlineMs: 1_000,
    });
    const inventories = [0, 1, 2].map((node) => mix.inventoryAt(node));
    const told = new Set<string>();
    for (let index = 0; index < 60; index++) {
      const { text, expected } = mix.requests(index);
      const request = JSON.parse(text);
      const inventory = inventories.find(({ node }) => node.name === request.node);
      const result = compileRead({ name: null, task: readBundle({ request, inventory }) });
      const answer = 'errors' in result ? result.errors[0]?.code : 'composed';
      expect(answer).toBe(expected);
      if (expected === 'composed') expect(result.warnings).toEqual([]);
      told.add(String(answer));
    }
    expect([...told].sort()).toEqual(['composed', 'invalid-parameter', 'not-found']);
  },
);
