import { beforeEach, describe, expect, it } from 'vitest';
import type { Delivery, Journal, TakeOptions, Taking } from '../journal.ts';
import { adapters, eachIn, type Place, textsOf } from './place.fixture.ts';

const numbers = (count: number): string[] => Array.from({ length: count }, (_, index) => String(index));
/** Long enough that nothing comes again within a test. */
const once: TakeOptions = { maximumOpen: 100, acknowledgeWithinMs: 60_000 };

describe.each(adapters)('taking, %s', (adapter) => {
  const current = eachIn(adapter);
  let place: Place;
  beforeEach(async () => {
    place = current();
    await place.prepare();
  });

  const record = async (...texts: string[]): Promise<void> => {
    for (const text of texts) await place.journal.append(place.subjects.submit, text);
  };
  /** What is in the queue or in hand. */
  const left = async (): Promise<string[]> =>
    textsOf(await Array.fromAsync(place.journal.read(place.streams.submit, { from: 'first' })));

  interface Taker extends Taking {
    readonly taken: Delivery[];
  }

  /** A taker, and what it has taken; `then` is done with each. */
  async function take(
    options: Partial<TakeOptions> = {},
    then: (delivery: Delivery) => void = () => {},
    journal: Journal = place.journal,
  ): Promise<Taker> {
    const taken: Delivery[] = [];
    const taking = await journal.take(place.streams.submit, { ...once, ...options }, (delivery) => {
      taken.push(delivery);
      then(delivery);
    });
    return { taken, pause: () => taking.pause(), resume: (most) => taking.resume(most), stop: () => taking.stop() };
  }

  const acknowledge = (delivery: Delivery): void => delivery.acknowledge();
  const seen = ({ taken }: Taker): string[] => textsOf(taken);

  describe('a delivery', () => {
    it('has all of its entry, and its count', async () => {
      const { journal, subjects } = place;
      await journal.append(subjects.submit, 'é', { headers: { traceparent: 'x' }, messageId: 'i' });
      const taker = await take();
      await expect.poll(() => seen(taker)).toEqual(['é']);
      const [delivery] = taker.taken;
      const entry = await journal.at(place.streams.submit, 1);
      expect(entry).toMatchObject({ headers: { traceparent: 'x', 'Nats-Msg-Id': 'i' } });
      expect(delivery).toMatchObject({ ...entry, deliveryCount: 1 });
    });

    it('leaves the queue when acknowledged', async () => {
      await record('a', 'b');
      const taker = await take({}, acknowledge);
      await expect.poll(() => seen(taker)).toEqual(['a', 'b']);
      await expect.poll(left).toEqual([]);
    });

    it('leaves the queue when terminated', async () => {
      await record('a');
      const taker = await take({}, (delivery) => delivery.terminate());
      await expect.poll(() => seen(taker)).toEqual(['a']);
      await expect.poll(left).toEqual([]);
    });

    it('comes again when it is to be tried again, not before its time', async () => {
      await record('a');
      const times: number[] = [];
      const taker = await take({}, (delivery) => {
        times.push(performance.now());
        if (delivery.deliveryCount < 3) delivery.retryAfter(200);
        else delivery.acknowledge();
      });
      await expect.poll(left, { timeout: 5_000 }).toEqual([]);
      expect(taker.taken.map(({ deliveryCount }) => deliveryCount)).toEqual([1, 2, 3]);
      const [first = 0, second = 0, third = 0] = times;
      expect(second - first).toBeGreaterThan(190);
      expect(third - second).toBeGreaterThan(190);
    });

    it('comes again at once after no time, and does not hold up others meanwhile', async () => {
      await record('a', 'b', 'c');
      const taker = await take({ maximumOpen: 1 }, (delivery) => {
        if (delivery.text === 'a' && delivery.deliveryCount === 1) delivery.retryAfter(60_000);
        else if (delivery.text === 'b' && delivery.deliveryCount === 1) delivery.retryAfter(0);
        else delivery.acknowledge();
      });
      await expect.poll(left).toEqual(['a']);
      expect(seen(taker).toSorted()).toEqual(['a', 'b', 'b', 'c']);
    });

    it('comes again when it is not acknowledged in time, and may still be acknowledged then', async () => {
      await record('a');
      const taker = await take({ maximumOpen: 1, acknowledgeWithinMs: 1_000 });
      await expect.poll(() => taker.taken.length, { timeout: 5_000 }).toBe(2);
      const [first, second] = taker.taken;
      expect([first?.deliveryCount, second?.deliveryCount]).toEqual([1, 2]);
      first?.acknowledge();
      await expect.poll(left).toEqual([]);
      second?.retryAfter(0);
      second?.acknowledge();
      await record('b');
      await expect.poll(() => seen(taker)).toEqual(['a', 'a', 'b']);
    });

    it('stays in hand as long as it is extended', async () => {
      await record('a');
      const taker = await take({ acknowledgeWithinMs: 1_000 });
      await expect.poll(() => taker.taken.length).toBe(1);
      const started = performance.now();
      const extending = setInterval(() => taker.taken[0]?.extend(), 100);
      const others = await take({ acknowledgeWithinMs: 1_000 });
      await expect.poll(() => performance.now() - started, { timeout: 5_000 }).toBeGreaterThan(2_500);
      expect(others.taken.length + taker.taken.length).toBe(1);
      clearInterval(extending);
      await expect.poll(() => others.taken.length + taker.taken.length, { timeout: 5_000 }).toBe(2);
    });

    it('is told once what becomes of it', async () => {
      await record('a');
      const taker = await take({}, (delivery) => {
        delivery.acknowledge();
        delivery.retryAfter(0);
        delivery.terminate();
        delivery.extend();
      });
      await expect.poll(left).toEqual([]);
      await record('b');
      await expect.poll(() => seen(taker)).toEqual(['a', 'b']);
      expect(taker.taken.map(({ deliveryCount }) => deliveryCount)).toEqual([1, 1]);
    });

    it('whose handler fails stays in hand, is logged without its text, and others come', async () => {
      await record('a', 'b');
      const taker = await take({}, ({ text }) => {
        throw new Error(`SECRET ${text}`);
      });
      await expect.poll(() => seen(taker)).toEqual(['a', 'b']);
      expect(place.logged.filter((line) => line.includes('"handler failed"'))).toHaveLength(2);
      expect(place.logged.join()).not.toContain('SECRET');
      expect(await left()).toEqual(['a', 'b']);
    });
  });

  describe('a taker', () => {
    it('is never called inside a call', async () => {
      let inside = false;
      const insides: boolean[] = [];
      await take({ maximumOpen: 1 }, (delivery) => {
        insides.push(inside);
        inside = true;
        delivery.acknowledge();
        inside = false;
      });
      inside = true;
      const recorded = record('a', 'b');
      inside = false;
      await recorded;
      await expect.poll(() => insides).toEqual([false, false]);
    });

    it('never has more than its maximum in hand, and gets the next when one leaves', async () => {
      await record(...numbers(10));
      const taker = await take({ maximumOpen: 3 });
      await expect.poll(() => seen(taker)).toEqual(['0', '1', '2']);
      taker.taken[1]?.acknowledge();
      await expect.poll(() => seen(taker)).toEqual(['0', '1', '2', '3']);
      taker.taken[0]?.terminate();
      taker.taken[2]?.retryAfter(60_000);
      await expect.poll(() => seen(taker)).toEqual(['0', '1', '2', '3', '4', '5']);
    });

    it('gets all of thousands once, with many of them in hand', async () => {
      let open = 0;
      let most = 0;
      const taker = await take({ maximumOpen: 50 }, (delivery) => {
        most = Math.max(most, ++open);
        setImmediate(() => {
          open--;
          delivery.acknowledge();
        });
      });
      const texts = numbers(2_000);
      await Promise.all(texts.map((text) => place.journal.append(place.subjects.submit, text)));
      await expect.poll(left, { timeout: 10_000 }).toEqual([]);
      expect(seen(taker)).toEqual(texts);
      expect(most).toBeLessThanOrEqual(50);
    });

    it('shares the queue with others: each entry goes to one', async () => {
      const takers = [
        await take({ maximumOpen: 5 }, acknowledge),
        await take({ maximumOpen: 5 }, acknowledge, await place.another()),
        await take({ maximumOpen: 5 }, acknowledge, await place.another()),
      ];
      const texts = numbers(300);
      await record(...texts);
      await expect.poll(left).toEqual([]);
      expect(takers.flatMap(seen).toSorted((one, other) => Number(one) - Number(other))).toEqual(texts);
      for (const taker of takers) expect(taker.taken.length).toBeGreaterThan(0);
    });

    it('that never acknowledges loses its deliveries to others', async () => {
      await record('a');
      const idle = await take({ maximumOpen: 1, acknowledgeWithinMs: 500 });
      await expect.poll(() => idle.taken.length).toBe(1);
      const other = await take({ acknowledgeWithinMs: 500 }, acknowledge, await place.another());
      await record('b');
      await expect.poll(left, { timeout: 5_000 }).toEqual([]);
      expect(seen(other).toSorted()).toEqual(['a', 'b']);
    });
  });

  describe('pause', () => {
    it('takes no more, resume takes what came, at the count that it had', async () => {
      const taker = await take();
      await record('a');
      await expect.poll(() => seen(taker)).toEqual(['a']);
      taker.pause();
      const other = await take({}, () => {}, await place.another());
      await record('b', 'c');
      await expect.poll(() => seen(other)).toEqual(['b', 'c']);
      await other.stop();
      await record('d');
      expect(seen(taker)).toEqual(['a']);
      taker.resume();
      await expect.poll(() => seen(taker)).toEqual(['a', 'd']);
      expect(taker.taken.map(({ deliveryCount }) => deliveryCount)).toEqual([1, 1]);
    });

    it('from the handler leaves all others in the queue, untouched', async () => {
      await record(...numbers(5));
      const taker = await take({ maximumOpen: 1 }, (delivery) => {
        delivery.acknowledge();
        taker.pause();
      });
      await expect.poll(left).toEqual(['1', '2', '3', '4']);
      const other = await take();
      await expect.poll(() => seen(other)).toEqual(['1', '2', '3', '4']);
      expect(other.taken.map(({ deliveryCount }) => deliveryCount)).toEqual([1, 1, 1, 1]);
      expect(seen(taker)).toEqual(['0']);
    });

    it('lets what is in hand be told of', async () => {
      await record('a', 'b');
      const taker = await take();
      await expect.poll(() => seen(taker)).toEqual(['a', 'b']);
      taker.pause();
      for (const delivery of taker.taken) delivery.acknowledge();
      await expect.poll(left).toEqual([]);
    });

    it('may end with fewer at one time than the maximum, beside what was in hand', async () => {
      await record(...numbers(10));
      const taker = await take({ maximumOpen: 4 });
      await expect.poll(() => taker.taken.length).toBe(4);
      taker.pause();
      taker.taken[0]?.acknowledge();
      taker.taken[1]?.acknowledge();
      taker.resume(1);
      await expect.poll(() => taker.taken.length).toBe(5);
      taker.taken[2]?.acknowledge();
      taker.taken[4]?.acknowledge();
      await expect.poll(() => taker.taken.length).toBe(6);
      taker.resume();
      await expect.poll(() => taker.taken.length).toBe(8);
      expect(seen(taker)).toEqual(numbers(8));
    });
  });

  describe('stop', () => {
    it('leaves the queue to others, and lets what is in hand be told of', async () => {
      const taker = await take();
      await record('a', 'b');
      await expect.poll(() => seen(taker)).toEqual(['a', 'b']);
      await taker.stop();
      await taker.stop();
      taker.resume();
      await record('c');
      const other = await take();
      await expect.poll(() => seen(other)).toEqual(['c']);
      expect(other.taken[0]?.deliveryCount).toBe(1);
      taker.taken[0]?.acknowledge();
      await expect.poll(left).toEqual(['b', 'c']);
      taker.taken[1]?.retryAfter(0);
      await expect.poll(() => seen(other)).toEqual(['c', 'b']);
      expect(other.taken[1]?.deliveryCount).toBe(2);
      expect(seen(taker)).toEqual(['a', 'b']);
    });
  });

  it('removes an entry that waits', async () => {
    const { journal, streams } = place;
    await record('a', 'b');
    await journal.remove(streams.submit, 1);
    const taker = await take({}, acknowledge);
    await expect.poll(left).toEqual([]);
    expect(seen(taker)).toEqual(['b']);
  });
});
