import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchDeadline } from './deadline.ts';

describe('a deadline', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const start = (deadlineMs: number) => {
    const calls: [string, number][] = [];
    const began = Date.now();
    const note = (name: string) => () => void calls.push([name, Date.now() - began]);
    return { calls, end: watchDeadline(deadlineMs, { remind: note('remind'), expire: note('expire') }) };
  };

  it('reminds at each quarter, then expires', () => {
    const { calls } = start(1_000);
    vi.runAllTimers();
    expect(calls).toEqual([
      ['remind', 250],
      ['remind', 500],
      ['remind', 750],
      ['expire', 1_000],
    ]);
  });

  it('of a millisecond has no time for reminders', () => {
    const { calls } = start(1);
    vi.runAllTimers();
    expect(calls).toEqual([['expire', 1]]);
  });

  it('leaves no timer behind when it is ended', () => {
    const { calls, end } = start(1_000);
    vi.advanceTimersByTime(600);
    end();
    expect(vi.getTimerCount()).toBe(0);
    expect(calls).toHaveLength(2);
  });
});
