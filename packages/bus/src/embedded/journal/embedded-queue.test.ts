import { streamsBelow, subjectsBelow } from '@specline/contracts';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Delivery, Journal, Taking } from '../../journal.ts';
import { keeping } from '../../journal-conformance/place.fixture.ts';
import { embeddedBus } from '../embedded-bus.ts';

const subjects = subjectsBelow('test');
const streams = streamsBelow('test', subjects);
const acknowledgeWithinMs = 1_000;

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'Date'] }));
afterEach(() => void vi.useRealTimers());

/** What one test does to the queue: each step picks among what is there. */
interface Step {
  readonly do: (typeof kinds)[number];
  /** Which delivery or taker. */
  readonly pick: number;
  /** Of half seconds to wait, or the most to be taken; 0: as many as there is room. */
  readonly amount: number;
}

const told = ['acknowledge', 'terminate', 'extend', 'retryAfter'] as const;
const kinds = ['append', 'append', 'append', 'take', 'crash', 'wait', 'pause', 'resume', ...told] as const;

const steps = fc.array(fc.record<Step>({ do: fc.constantFrom(...kinds), pick: fc.nat(1_000), amount: fc.nat(3) }), {
  maxLength: 100,
});

/** A delivery in the hands of a taker, until it is told of or its time is over. */
interface Held {
  readonly delivery: Delivery;
  readonly taker: number;
  until: number;
}

/** The queue, its takers, and what they know. */
class Trial {
  readonly journal: Journal = embeddedBus().journal;
  readonly takings: Taking[] = [];
  readonly crashed = new Set<number>();
  readonly counts = new Map<string, number>();
  readonly done = new Set<string>();
  held: Held[] = [];
  appended = 0;

  async perform(step: Step): Promise<void> {
    if (step.do === 'append') await this.journal.append(subjects.submit, String(this.appended++));
    else if (step.do === 'take') await this.#take(this.takings.length);
    else if (step.do === 'crash') await this.#crash();
    else if (step.do === 'wait') await vi.advanceTimersByTimeAsync(step.amount * 500 + 100);
    else if (step.do === 'pause') this.#pickTaking(step.pick)?.pause();
    else if (step.do === 'resume') this.#pickTaking(step.pick)?.resume(step.amount === 0 ? undefined : step.amount);
    else this.#tell(step);
    await vi.advanceTimersByTimeAsync(1);
    await this.check();
  }

  /** Each entry is in the queue, in hand, or gone because that was said. */
  async check(): Promise<void> {
    const left = await Array.fromAsync(this.journal.read(streams.submit, { from: 'first' }), ({ text }) => text);
    const expected = Array.from({ length: this.appended }, (_, index) => String(index));
    expect(left).toEqual(expected.filter((text) => !this.done.has(text)));
    const inHand = this.#inHand();
    const texts = inHand.map(({ delivery }) => delivery.text);
    expect(new Set(texts).size).toBe(texts.length);
    for (const taker of this.takings.keys()) {
      expect(inHand.filter((held) => held.taker === taker).length).toBeLessThanOrEqual(this.#most(taker));
    }
  }

  async finish(): Promise<void> {
    for (const taking of this.takings) await taking.stop();
    const options = { maximumOpen: 1_000, acknowledgeWithinMs };
    await this.journal.take(streams.submit, options, (delivery) => {
      this.#count(delivery);
      delivery.acknowledge();
      this.done.add(delivery.text);
    });
    await vi.advanceTimersByTimeAsync(10_000);
    this.held = [];
    await this.check();
    expect(this.done.size).toBe(this.appended);
    await this.journal.close();
    expect(vi.getTimerCount()).toBe(0);
  }

  readonly #most = (taker: number): number => (taker % 3) + 1;

  #inHand(): Held[] {
    this.held = this.held.filter(({ until }) => until > Date.now());
    return this.held.filter(({ taker }) => !this.crashed.has(taker));
  }

  #count({ text, deliveryCount }: Delivery): void {
    expect(this.done.has(text)).toBe(false);
    expect(deliveryCount).toBe((this.counts.get(text) ?? 0) + 1);
    this.counts.set(text, deliveryCount);
  }

  async #take(taker: number): Promise<void> {
    const options = { maximumOpen: this.#most(taker), acknowledgeWithinMs };
    const taking = await this.journal.take(streams.submit, options, (delivery) => {
      this.#count(delivery);
      this.held.push({ delivery, taker, until: Date.now() + acknowledgeWithinMs });
    });
    this.takings.push(taking);
  }

  /** A taker that is gone says nothing more of what it had. */
  async #crash(): Promise<void> {
    const taker = this.takings.findIndex((_, index) => !this.crashed.has(index));
    await this.takings[taker]?.stop();
    this.crashed.add(taker);
  }

  #pickTaking(index: number): Taking | undefined {
    return this.takings[index % Math.max(1, this.takings.length)];
  }

  #tell(step: Step): void {
    const inHand = this.#inHand();
    const held = inHand[step.pick % Math.max(1, inHand.length)];
    if (held === undefined) return;
    if (step.do === 'extend') {
      held.delivery.extend();
      held.until = Date.now() + acknowledgeWithinMs;
      return;
    }
    this.held = this.held.filter((other) => other !== held);
    if (step.do === 'retryAfter') held.delivery.retryAfter(step.amount * 500);
    if (step.do === 'acknowledge') held.delivery.acknowledge();
    if (step.do === 'terminate') held.delivery.terminate();
    if (step.do !== 'retryAfter') this.done.add(held.delivery.text);
  }
}

it('keeps each entry in the queue, in hand, or gone because that was said', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const trial = new Trial();
      await trial.journal.prepare([streams.submit], keeping());
      for (const step of all) await trial.perform(step);
      await trial.finish();
    }),
    { numRuns: 200 },
  );
});
