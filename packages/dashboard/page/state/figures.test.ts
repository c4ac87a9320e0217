import { expect, it } from 'vitest';
import { figuresOf } from './figures.ts';
import { newRow, quietAfterMs } from './request-row.ts';
import { Timeline } from './timeline.ts';

const now = 1_800_000_000_000;

it('the figures are of the last seconds, and of the requests that are not over', () => {
  const timeline = new Timeline();
  for (const ago of [1, 2, 30, 59]) timeline.record(now - ago * 1_000, { failed: ago === 30, durationMs: 10 });
  timeline.record(now - 61_000, { failed: true, durationMs: 10_000 });
  const rows = [
    newRow('running', 'n', now),
    newRow('quiet', 'n', now - quietAfterMs - 1),
    { ...newRow('over', 'n', now), ended: 'composed' as const },
  ];
  const figures = figuresOf(timeline, rows, now);
  expect(figures).toMatchObject({ rate: 0.2, failedShare: 0.25, running: 1, quiet: 1 });
  expect(figures.p95).toBeCloseTo(10, 0);
});

it('where nothing happens, nothing is said of it', () => {
  expect(figuresOf(new Timeline(), [], now)).toEqual({
    rate: 0,
    failedShare: undefined,
    p50: undefined,
    p95: undefined,
    running: 0,
    quiet: 0,
  });
});
