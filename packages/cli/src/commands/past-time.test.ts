import { describe, expect, it, vi } from 'vitest';
import { pastTime } from './past-time.ts';

describe('a time in the past', () => {
  it.each([
    ['30s', '2026-03-01T08:59:30Z'],
    ['10m', '2026-03-01T08:50:00Z'],
    ['2h', '2026-03-01T07:00:00Z'],
    ['7d', '2026-02-22T09:00:00Z'],
    ['0s', '2026-03-01T09:00:00Z'],
    ['2026-02-01', '2026-02-01T00:00:00Z'],
    ['2026-02-01T03:04Z', '2026-02-01T03:04:00Z'],
    ['2026-02-01T03:04:05.678Z', '2026-02-01T03:04:05.678Z'],
    ['2026-02-01T03:04:05+02:00', '2026-02-01T01:04:05Z'],
  ])('%s is %s', (text, time) => {
    vi.useFakeTimers({ now: new Date('2026-03-01T09:00:00Z') });
    expect(pastTime(text)).toEqual(new Date(time));
    vi.useRealTimers();
  });

  it.each([
    '',
    '10',
    '10 m',
    '-10m',
    '1.5h',
    '10w',
    'yesterday',
    '2026',
    '2026-13-01',
    '2026-02-01T25:00Z',
    '1234567m',
  ])('"%s" is none', (text) => {
    expect(() => pastTime(text)).toThrow('It must be a duration such as 30s, 10m, 2h or 7d, or a time such as');
  });
});
