import type { Kind } from '@specline/contracts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Composing } from './composing.ts';
import { unheardKinds } from './unheard-kinds.ts';

describe('kinds that nobody takes work of', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Compositions that are refused again each time they ask, and when they asked. */
  function start(refusedAgain: boolean) {
    const offers: number[] = [];
    const began = Date.now();
    const asking = {
      askAgain(kinds: readonly Kind[]) {
        offers.push(Date.now() - began);
        if (refusedAgain) for (const kind of kinds) unheard.refused(kind);
      },
    };
    const unheard = unheardKinds(new Map([['job', asking as Composing]]));
    return { unheard, offers };
  }

  it('are offered it again in longer and longer pauses', () => {
    const { unheard, offers } = start(true);
    unheard.refused('image');
    vi.advanceTimersByTime(4_000);
    expect(offers).toEqual([50, 150, 350, 750, 1_550, 2_350, 3_150, 3_950]);
    expect([...unheard.kinds]).toEqual(['image']);
    unheard.stop();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('are offered it once for many refusals', () => {
    const { unheard, offers } = start(false);
    for (let count = 0; count < 100; count++) unheard.refused('image');
    vi.runAllTimers();
    expect(offers).toEqual([50]);
  });

  it('count as heard of once they answer, or are not refused again', () => {
    const { unheard } = start(false);
    unheard.refused('image');
    unheard.refused('mounts');
    unheard.heard('image');
    expect([...unheard.kinds]).toEqual(['mounts']);
    // The work is offered after 50 ms, and a refusal may be on its way.
    vi.advanceTimersByTime(99);
    expect([...unheard.kinds]).toEqual(['mounts']);
    vi.advanceTimersByTime(1);
    expect([...unheard.kinds]).toEqual([]);
  });

  it('start with the shortest pause again after an answer', () => {
    const { unheard, offers } = start(true);
    unheard.refused('image');
    vi.advanceTimersByTime(350);
    unheard.heard('image');
    vi.advanceTimersByTime(400);
    unheard.refused('image');
    vi.advanceTimersByTime(50);
    expect(offers).toEqual([50, 150, 350, 750, 800]);
  });
});
