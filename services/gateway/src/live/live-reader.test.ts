import type { EventSight } from '@specline/client';
import { describe, expect, it } from 'vitest';
import { LiveReader } from './live-reader.ts';

const sight = (sequence: number): EventSight => ({
  what: 'event',
  sequence,
  recordedAt: new Date(0),
  event: { type: 'accepted', id: 'r', node: 'n', container: 'c' },
  id: undefined,
  traceparent: undefined,
});

/** Whether it is resolved by now. */
const isDone = (work: Promise<unknown>): Promise<boolean> =>
  Promise.race([work.then(() => true), new Promise<boolean>((resolve) => setImmediate(resolve, false))]);

describe('a reader of what is live', () => {
  it('has something once it is time and something was told, takes it once, and waits again', async () => {
    const reader = new LiveReader();
    reader.tick();
    expect(await isDone(reader.something)).toBe(false);
    await reader.event(sight(1));
    reader.tell('a');
    expect(await isDone(reader.something)).toBe(false);
    reader.tick();
    expect(await isDone(reader.something)).toBe(true);
    expect(reader.take()).toEqual({ events: [sight(1)], told: ['a'], lost: 0 });
    expect(await isDone(reader.something)).toBe(false);
    expect(reader.take()).toEqual({ events: [], told: [], lost: 0 });
  });

  it('takes recorded events only as quickly as it is read, without waiting for its time', async () => {
    const reader = new LiveReader();
    for (let sequence = 1; sequence < 1_000; sequence++) await reader.event(sight(sequence));
    expect(await isDone(reader.something)).toBe(false);
    const held = reader.event(sight(1_000));
    expect(await isDone(reader.something)).toBe(true);
    expect(await isDone(held)).toBe(false);
    expect(reader.take().events).toHaveLength(1_000);
    expect(await isDone(held)).toBe(true);
  });

  it('keeps the newest of what is not recorded, and says how much it lost', () => {
    const reader = new LiveReader();
    for (let index = 0; index < 50; index++) reader.tell(`${index}`);
    const { told, lost } = reader.take();
    expect(told).toEqual(Array.from({ length: 20 }, (_, index) => `${index + 30}`));
    expect(lost).toBe(30);
  });

  it('that is left holds nobody up', async () => {
    const reader = new LiveReader();
    for (let sequence = 1; sequence < 1_000; sequence++) await reader.event(sight(sequence));
    const held = reader.event(sight(1_000));
    reader.wake();
    expect(await isDone(held)).toBe(true);
  });
});
