import { PassThrough } from 'node:stream';
import type { Progress } from '@specline/load';
import { describe, expect, it } from 'vitest';
import { progressDisplay } from './progress.ts';

const sample = {
  at: 4,
  seconds: 1,
  measured: true,
  asked: 100,
  sent: 100,
  done: 98,
  errors: 2,
  open: 7,
  p50: 3.21,
  p90: 5,
  p99: 12.3,
  max: 15,
};

const at = (elapsedMs: number, changed: Partial<typeof sample> = {}): Progress => ({
  sample: { ...sample, ...changed },
  open: 7,
  elapsedMs,
  durationMs: 30_000,
});

/** What is written, on a terminal or elsewhere. */
function written(isTTY: boolean, use: (display: ReturnType<typeof progressDisplay>) => void): string {
  const stream = Object.assign(new PassThrough(), { isTTY, columns: 60 });
  use(progressDisplay(stream as unknown as NodeJS.WriteStream));
  return String(stream.read() ?? '');
}

describe('progress', () => {
  it('is a line each five seconds where no one looks on, also of each of several runs', () => {
    const text = written(false, (display) => {
      for (const ms of [250, 4_900, 5_100, 5_400, 10_050, 250, 5_050]) display.tell(at(ms));
      display.note('noted');
      display.end();
    });
    const line = 'asked 100/s  answers 98.0/s  p50 3.21 ms  p99 12.3 ms  errors 2  open 7';
    expect(text).toBe([`5/30 s  ${line}`, `10/30 s  ${line}`, `5/30 s  ${line}`, 'noted', ''].join('\n'));
  });

  it('is one line on a terminal, no longer than that is wide, that goes away', () => {
    const text = written(true, (display) => {
      display.tell(at(250, { measured: false }));
      display.tell(at(500));
      display.end();
    });
    const lines = text.split('\r\u001b[K');
    expect(lines).toHaveLength(4);
    expect(lines[2]).toMatch(/^1\/30 s {2}asked 100\/s {2}answers 98\.0\/s/);
    expect(lines.every((line) => line.length < 60 && !line.includes('\n'))).toBe(true);
    expect(lines.at(-1)).toBe('');
  });
});
