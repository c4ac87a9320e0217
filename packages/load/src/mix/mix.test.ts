import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Unreadable } from '../profile/quantity.ts';
import { chanceAt, hexOf } from './chance.ts';
import { fileMix } from './file-mix.ts';
import { type GeneratedMixOptions, generatedMix } from './generated-mix.ts';
import { parseWeights, platformAt, platforms } from './platform.ts';

const options: GeneratedMixOptions = {
  run: 'test',
  seed: 1,
  weights: parseWeights('windows=70,hyperv=20,lcow=10'),
  failures: 0.05,
  nodes: 7,
  deadlineMs: 5_000,
};

const first = (count: number, changed: Partial<GeneratedMixOptions> = {}) => {
  const { requests } = generatedMix({ ...options, ...changed });
  return Array.from({ length: count }, (_, index) => requests(index));
};

describe('chance', () => {
  it('is decided by seed and place, and spread evenly', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const draws = Array.from({ length: 2_000 }, (_, index) => chanceAt(seed, index, 3));
        const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
        expect(Math.abs(mean - 0.5)).toBeLessThan(0.05);
        expect(draws.every((draw) => draw >= 0 && draw < 1)).toBe(true);
        expect(new Set(draws).size).toBeGreaterThan(1_990);
      }),
      { numRuns: 50 },
    );
  });

  it('gives names that differ', () => {
    const names = Array.from({ length: 20_000 }, (_, index) => hexOf(`container ${index}`, 64));
    expect(new Set(names).size).toBe(20_000);
    expect(names.every((name) => /^[0-9a-f]{64}$/.test(name))).toBe(true);
  });
});

describe('weights', () => {
  it.each([
    ['windows=70,hyperv=20,lcow=10', { windows: 70, hyperv: 20, lcow: 10 }],
    ['lcow=0.5', { windows: 0, hyperv: 0, lcow: 0.5 }],
  ])('%s', (text, expected) => {
    expect(parseWeights(text)).toEqual(expected);
  });

  it.each(['', 'windows', 'windows=', 'windows=-1', 'linux=1', 'windows=0', 'windows=1,', 'windows = 1'])(
    '"%s" are none',
    (text) => {
      expect(() => parseWeights(text)).toThrow(Unreadable);
    },
  );

  it('never choose what has no weight', () => {
    const weights = fc.record({ windows: fc.nat(9), hyperv: fc.nat(9), lcow: fc.nat(9) });
    fc.assert(
      fc.property(weights, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (each, chance) => {
        fc.pre(platforms.some((platform) => each[platform] > 0));
        expect(each[platformAt(each, chance)]).toBeGreaterThan(0);
      }),
    );
  });
});

describe('a generated mix', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(first(50)).toEqual(first(50));
    expect(first(50)).not.toEqual(first(50, { seed: 2 }));
  });

  it('has the shares that were asked for', () => {
    const requests = first(10_000);
    const share = (fits: (text: string) => boolean) => requests.filter(({ text }) => fits(text)).length / 10_000;
    expect(share((text) => text.includes('"Isolation":"hyperv"'))).toBeCloseTo(0.2, 1);
    expect(share((text) => text.includes('"OS":"linux"'))).toBeCloseTo(0.1, 1);
    expect(requests.filter(({ expected }) => expected !== 'composed').length / 10_000).toBeCloseTo(0.05, 1.5);
    expect(new Set(requests.map(({ id }) => id)).size).toBe(10_000);
  });

  it.each([3_000, 3_001, 8_000, 64_000])('has requests of about %i bytes', (bytes) => {
    for (const { text } of first(100, { bytes, failures: 0 })) {
      expect(Math.abs(Buffer.byteLength(text) - bytes)).toBeLessThan(80);
    }
  });

  it('says how large a request must be', () => {
    expect(() => generatedMix({ ...options, bytes: 300 })).toThrow(/has \d+ bytes or more/);
  });

  it('asks only for nodes that it has', () => {
    const mix = generatedMix(options);
    const names = Array.from({ length: mix.nodeCount }, (_, index) => mix.inventoryAt(index).node.name);
    for (const { text } of first(200)) expect(names).toContain(JSON.parse(text).node);
  });
});

describe('a mix of a file', () => {
  const container = { Id: 'a', Image: 'b', Path: 'c', Config: {}, HostConfig: {} };
  const inventory = (cpus: number) => generatedMix({ ...options, nodes: 1 }).inventoryAt(cpus);

  it('goes through the file over and over, under ids of its own', () => {
    const { requests, nodeCount } = fileMix(
      [{ request: { node: 'n1', id: 'mine', container } }, { request: { node: 'n2', deadlineMs: 7, container } }],
      { run: 'r', deadlineMs: 50 },
    );
    expect(nodeCount).toBe(0);
    expect([0, 1, 2].map((index) => JSON.parse(requests(index).text))).toEqual([
      { id: 'load-r-0', node: 'n1', deadlineMs: 50, container },
      { id: 'load-r-1', node: 'n2', deadlineMs: 7, container },
      { id: 'load-r-2', node: 'n1', deadlineMs: 50, container },
    ]);
  });

  it('gives each inventory that differs a node of its own', () => {
    const [one, two] = [inventory(0), inventory(1)];
    const request = { node: one.node.name, container };
    const mix = fileMix(
      [one, one, two].map((each) => ({ request, inventory: each })),
      { run: 'r', deadlineMs: 50 },
    );
    expect([0, 1, 2].map((index) => JSON.parse(mix.requests(index).text).node)).toEqual([
      'load-r-0000',
      'load-r-0000',
      'load-r-0001',
    ]);
    expect(mix.nodeCount).toBe(2);
    expect(mix.inventoryAt(1)).toEqual({ ...two, node: { ...two.node, name: 'load-r-0001' } });
  });
});
