import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { constantProfile, parseProfile } from './parse-profile.ts';
import { scheduleOf } from './schedule.ts';

const timesOf = (profile: string, warmUpMs = 0): number[] => {
  const schedule = scheduleOf(parseProfile(profile), warmUpMs);
  return Array.from({ length: schedule.total }, (_, index) => schedule.timeOf(index) ?? Number.NaN);
};

describe('a schedule', () => {
  it.each([
    ['constant:4/1s', [0, 250, 500, 750]],
    ['constant:0.5/3s', [0, 2_000]],
    ['step:2,4/1s', [0, 500, 1_000, 1_250, 1_500, 1_750]],
    // As far as it falls: half of all have come when 0.707 of the time is over.
    ['ramp:0..4/1s', [0, Math.SQRT1_2 * 1_000]],
    ['ramp:4..0/1s', [0, (1 - Math.SQRT1_2) * 1_000]],
  ])('%s sends at these times', (profile, expected) => {
    expect(timesOf(profile).map((time) => time.toFixed(6))).toEqual(expected.map((time) => time.toFixed(6)));
  });

  it('has a warm-up ahead, at the first rate, that is no part of the measured phases', () => {
    const schedule = scheduleOf(constantProfile(10, 1_000), 500);
    expect(schedule.phases).toEqual([
      { name: 'warm-up', fromMs: 0, toMs: 500, measured: false },
      { name: '10/s', fromMs: 500, toMs: 1_500, measured: true },
    ]);
    expect(schedule.total).toBe(15);
  });

  const profiles = fc.array(
    fc.record({
      name: fc.constant('any'),
      from: fc.double({ min: 0, max: 500, noNaN: true }),
      to: fc.double({ min: 0.1, max: 500, noNaN: true }),
      durationMs: fc.integer({ min: 1, max: 3_000 }),
    }),
    { minLength: 1, maxLength: 5 },
  );

  it('sends in order, within its time, as many as the area below its rates, and counts what is due as it sends it', () => {
    fc.assert(
      fc.property(profiles, fc.double({ min: 0, max: 1, noNaN: true }), (profile, part) => {
        const schedule = scheduleOf(profile);
        const times = Array.from({ length: schedule.total }, (_, index) => schedule.timeOf(index) ?? Number.NaN);
        const area = profile.reduce(
          (sum, { from, to, durationMs }) => sum + (((from + to) / 2) * durationMs) / 1_000,
          0,
        );
        expect(Math.abs(schedule.total - area)).toBeLessThanOrEqual(1.001);
        expect(times.every((time, index) => time >= (times[index - 1] ?? 0) - 1e-6)).toBe(true);
        expect(times.every((time) => time <= schedule.durationMs)).toBe(true);
        expect(schedule.timeOf(schedule.total)).toBeUndefined();
        const now = part * schedule.durationMs;
        const due = times.filter((time) => time < now).length;
        expect(Math.abs(schedule.dueBefore(now) - due)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('asks for the rate of each time', () => {
    const { rateAt } = scheduleOf(parseProfile('ramp:0..100/10s+constant:20/10s'));
    expect([0, 5_000, 9_999.9, 10_000, 99_000].map((ms) => Math.round(rateAt(ms)))).toEqual([0, 50, 100, 20, 20]);
  });
});
