import { embeddedBus, silentLog } from '@specline/bus';
import { subjectsBelow } from '@specline/contracts';
import { embeddedInventory } from '@specline/inventory';
import { beforeEach, describe, expect, it } from 'vitest';
import { generatedMix } from '../mix/generated-mix.ts';
import { parseWeights } from '../mix/platform.ts';
import { withNodes } from './with-nodes.ts';

const mix = generatedMix({
  run: 'test',
  seed: 1,
  weights: parseWeights('windows=1'),
  failures: 0,
  nodes: 40,
  deadlineMs: 1_000,
});

let inventory: ReturnType<typeof embeddedInventory>;
let ending: AbortController;
beforeEach(() => {
  inventory = embeddedInventory();
  ending = new AbortController();
});

const options = (changed: Partial<Pick<typeof inventory, 'push' | 'remove'>> = {}) => ({
  inventory: { push: inventory.push.bind(inventory), remove: inventory.remove.bind(inventory), ...changed },
  messages: embeddedBus({ log: silentLog }).messages,
  subjects: subjectsBelow('test'),
  signal: ending.signal,
});

const known = async (): Promise<readonly string[]> =>
  (await inventory.list({ limit: 100 })).nodes.map(({ node }) => node);

describe('the nodes of a load', () => {
  it('are there while it runs, beside those of others, and gone after', async () => {
    const other = { ...mix.inventoryAt(0), node: { ...mix.inventoryAt(0).node, name: 'win-01' } };
    await inventory.push(other);
    const during = await withNodes(mix, options(), known);
    expect(during).toHaveLength(41);
    expect(await known()).toEqual(['win-01']);
  });

  it('are gone where the load fails', async () => {
    const failing = withNodes(mix, options(), async () => {
      throw new Error('a fault');
    });
    await expect(failing).rejects.toThrow('a fault');
    expect(await known()).toEqual([]);
  });

  it('are gone where some of them could not be pushed', async () => {
    let pushes = 0;
    const push: typeof inventory.push = async (document) => {
      pushes += 1;
      if (pushes === 20) throw new Error('full');
      return inventory.push(document);
    };
    await expect(withNodes(mix, options({ push }), async () => {})).rejects.toThrow('full');
    expect(await known()).toEqual([]);
  });

  it('are pushed no further where it is ended, and gone', async () => {
    let pushes = 0;
    const push: typeof inventory.push = async (document) => {
      pushes += 1;
      if (pushes === 20) ending.abort();
      return inventory.push(document);
    };
    const during = await withNodes(mix, options({ push }), known);
    expect(during.length).toBeLessThan(40);
    expect(await known()).toEqual([]);
  });

  it('that cannot be removed are named', async () => {
    const remove: typeof inventory.remove = async (node) => {
      if (node.endsWith('7')) throw new Error('away');
      return inventory.remove(node);
    };
    const left = ['load-test-0007', 'load-test-0017', 'load-test-0027', 'load-test-0037'];
    await expect(withNodes(mix, options({ remove }), async () => {})).rejects.toMatchObject({
      name: 'NodesLeftBehind',
      code: 'unavailable',
      message: expect.stringContaining(left.join(' ')),
    });
    expect(await known()).toEqual(left);
  });
});
