import { describe, expect, it } from 'vitest';
import { constantProfile } from '../profile/parse-profile.ts';
import { scheduleOf } from '../profile/schedule.ts';
import type { Arrival } from '../target/answer.ts';
import { runClosedModel } from './closed-model.ts';
import type { Ended, GeneratorOptions, Recording } from './generator.ts';
import { runOpenModel } from './open-model.ts';

const composed = (): Arrival => ({ ending: 'composed', timings: {}, arrived: performance.now() });

/** What happened, as a recording is told of it. */
class Told implements Recording {
  readonly intended: number[] = [];
  readonly endings: Ended[] = [];
  abandonedCount = 0;
  open = 0;
  mostOpen = 0;

  sent(intended: number): void {
    this.intended.push(intended);
    this.open += 1;
    this.mostOpen = Math.max(this.mostOpen, this.open);
  }

  ended(ended: Ended): void {
    this.endings.push(ended);
    this.open -= 1;
  }

  abandoned(): void {
    this.abandonedCount += 1;
  }
}

/** A generator that asks `ask`. */
const options = (ask: () => Promise<Arrival>, changed: Partial<GeneratorOptions> = {}) => {
  const told = new Told();
  const target = { path: 'create', ask, close: async () => {} } as const;
  const requests = (index: number) => ({ id: String(index), text: '' });
  const signal = new AbortController().signal;
  return { told, options: { target, requests, recording: told, signal, drainMs: 50, ...changed } };
};

const quick = async (): Promise<Arrival> => composed();
const never = (): Promise<Arrival> => new Promise(() => {});

describe('the open model', () => {
  const schedule = scheduleOf(constantProfile(100, 300));
  const times = Array.from({ length: 30 }, (_, index) => schedule.timeOf(index));

  it('sends each request as it is due, whatever became of those before', async () => {
    for (const ask of [quick, never]) {
      const { told, options: given } = options(ask);
      const generated = await runOpenModel({ ...given, schedule, maximumOpen: 100 });
      expect(generated).toMatchObject({ sent: 30, notSent: 0, endedAtMs: 300 });
      expect(told.intended).toEqual(times);
      expect(told.abandonedCount).toBe(ask === never ? 30 : 0);
    }
  });

  it('holds back what is more than may be open, and counts its wait, or that it was never sent', async () => {
    const { told, options: given } = options(never);
    const held = await runOpenModel({ ...given, schedule, maximumOpen: 7 });
    expect(held).toMatchObject({ sent: 7, notSent: 23 });
    expect(told.abandonedCount).toBe(7);

    let standsStill: Promise<Arrival> | undefined;
    const slow = options(() => {
      standsStill ??= new Promise((resolve) => setTimeout(() => resolve(composed()), 200));
      return standsStill;
    });
    const late = await runOpenModel({ ...slow.options, schedule, maximumOpen: 7 });
    expect(late).toMatchObject({ sent: 30, notSent: 0 });
    expect(slow.told.intended).toEqual(times);
    const waits = slow.told.endings.map(({ intended, sent }) => sent - intended);
    expect(Math.max(...waits)).toBeGreaterThan(100);
  });

  it('ends early when it is asked to, and has not fallen behind for that', async () => {
    const ending = new AbortController();
    const { options: given } = options(quick, { signal: ending.signal });
    setTimeout(() => ending.abort(), 100);
    const { sent, endedAtMs, notSent } = await runOpenModel({ ...given, schedule, maximumOpen: 100 });
    expect(sent).toBeLessThan(30);
    expect(endedAtMs).toBeLessThan(300);
    expect(notSent).toBeLessThanOrEqual(1);
  });

  it('takes what a target throws for a fault, which is no answer', async () => {
    const { options: given } = options(async () => {
      throw new TypeError('a fault');
    });
    await expect(runOpenModel({ ...given, schedule, maximumOpen: 100 })).rejects.toThrow('a fault');
  });
});

describe('the closed model', () => {
  it('has so many requests open and no more, and ends by count or by time', async () => {
    const soon = (): Promise<Arrival> => new Promise((resolve) => setTimeout(() => resolve(composed()), 1));
    const byCount = options(soon);
    const counted = await runClosedModel({
      ...byCount.options,
      concurrency: 5,
      durationMs: 60_000,
      maximumRequests: 42,
    });
    expect(counted.sent).toBe(42);
    expect(byCount.told.mostOpen).toBe(5);

    const byTime = options(soon);
    const timed = await runClosedModel({ ...byTime.options, concurrency: 2, durationMs: 100, maximumRequests: 1e9 });
    expect(timed.endedAtMs).toBeLessThanOrEqual(100);
    expect(byTime.told.endings).toHaveLength(timed.sent);
  });

  it('does not wait for ever for who never answers', async () => {
    const { told, options: given } = options(never);
    const { sent } = await runClosedModel({ ...given, concurrency: 3, durationMs: 50, maximumRequests: 100 });
    expect(sent).toBe(3);
    expect(told.abandonedCount).toBe(3);
  });

  it('takes what a target throws for a fault', async () => {
    const { options: given } = options(async () => {
      throw new TypeError('a fault');
    });
    const running = runClosedModel({ ...given, concurrency: 3, durationMs: 5_000, maximumRequests: 100 });
    await expect(running).rejects.toThrow('a fault');
  });
});
