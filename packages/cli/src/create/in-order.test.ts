import { describe, expect, it } from 'vitest';
import { InOrder } from './in-order.ts';

/** Works whose ends are in the test's hand. */
function setUp(bounds: { concurrency?: number; characters?: number }) {
  const taken: string[] = [];
  const works = new InOrder<string>({ concurrency: 10, characters: 1_000, ...bounds }, async (result) => {
    taken.push(result);
  });
  const ends = new Map<string, () => void>();
  const work = (name: string) => () =>
    new Promise<string>((resolve) => {
      ends.set(name, () => resolve(name));
    });
  return { taken, works, work, end: (name: string) => ends.get(name)?.(), started: () => [...ends.keys()] };
}

/** Lets everything happen that waits for nothing outside. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('works in order', () => {
  it('hands results on in the order of their inputs, each as soon as it can', async () => {
    const { taken, works, work, end } = setUp({});
    for (const name of ['a', 'b', 'c']) await works.add(1, work(name));
    end('b');
    await settled();
    expect(taken).toEqual([]);
    end('a');
    await settled();
    expect(taken).toEqual(['a', 'b']);
    end('c');
    await works.end();
    expect(taken).toEqual(['a', 'b', 'c']);
  });

  it.each([
    ['concurrency', { concurrency: 2 }],
    ['characters', { characters: 20 }],
  ])('starts no more than its bounds allow: %s', async (_title, bounds) => {
    const { works, work, end, started } = setUp(bounds);
    await works.add(10, work('a'));
    await works.add(10, work('b'));
    const third = works.add(10, work('c'));
    end('b');
    await settled();
    expect(started()).toEqual(['a', 'b']);
    end('a');
    await third;
    expect(started()).toEqual(['a', 'b', 'c']);
  });

  it('takes a single input that is larger than its bound', async () => {
    const { taken, works, work, end } = setUp({ characters: 5 });
    await works.add(100, work('a'));
    end('a');
    await works.end();
    expect(taken).toEqual(['a']);
  });

  it('tells who adds or ends that a result could not be taken', async () => {
    const works = new InOrder({ concurrency: 1, characters: 10 }, () => Promise.reject(new Error('no room')));
    await works.add(1, async () => 'a');
    await expect(works.add(1, async () => 'b')).rejects.toThrow('no room');
    await expect(works.end()).rejects.toThrow('no room');
  });

  it('ends at once when there is nothing to do', async () => {
    await setUp({}).works.end();
  });
});
