import { silentLog } from '@specline/bus';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Intake } from './intake.ts';

describe('the intake of submits', () => {
  let told: string[];
  let intake: Intake;
  const taking = {
    pause: () => void told.push('pause'),
    resume: (most?: number) => void told.push(most === undefined ? 'resume' : `resume ${most}`),
  };
  const fail = (times: number): void => {
    for (let n = 0; n < times; n++) intake.failed();
  };
  beforeEach(() => {
    vi.useFakeTimers();
    told = [];
    intake = new Intake(taking, silentLog);
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('stays open while attempts come to something now and then', () => {
    fail(3);
    intake.succeeded();
    fail(3);
    expect(told).toEqual([]);
  });

  it('pauses at the fourth attempt in a row that came to nothing, and what is still in hand changes nothing', () => {
    fail(10);
    expect(told).toEqual(['pause']);
  });

  it('tries one submit after half a second, then after twice as long, up to four seconds', () => {
    fail(4);
    for (const pauseMs of [500, 1_000, 2_000, 4_000, 4_000]) {
      told = [];
      vi.advanceTimersByTime(pauseMs - 1);
      expect(told).toEqual([]);
      vi.advanceTimersByTime(1);
      fail(1);
      expect(told).toEqual(['resume 1', 'pause']);
    }
  });

  it('opens at the first attempt that comes to something, and begins anew', () => {
    fail(4);
    vi.advanceTimersByTime(500);
    intake.succeeded();
    fail(4);
    vi.advanceTimersByTime(500);
    expect(told).toEqual(['pause', 'resume 1', 'resume', 'pause', 'resume 1']);
  });

  it('opens while it pauses, when something in hand came to something', () => {
    fail(4);
    intake.succeeded();
    vi.advanceTimersByTime(60_000);
    expect(told).toEqual(['pause', 'resume']);
  });

  it('tries nothing more once it is stopped', () => {
    fail(4);
    intake.stop();
    vi.advanceTimersByTime(60_000);
    expect(told).toEqual(['pause']);
  });
});
