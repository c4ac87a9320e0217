import type { EventSight, Sight } from '@specline/client';
import { describe, expect, it } from 'vitest';
import type { Paint } from '../output/paint.ts';
import { jsonLine, readableLine } from './line.ts';

const time = new Date(2026, 2, 1, 9, 5, 7, 42);
const word = (text: string): string => text;
const plain: Paint = { red: word, yellow: word, green: word, bold: word, dim: word };

const event = { id: 'r-1', node: 'win-01', container: 'c'.repeat(64), type: 'composed' } as const;
const recorded = (summary: EventSight['event']): Sight => ({
  what: 'event',
  sequence: 4,
  recordedAt: time,
  event: summary,
  id: undefined,
  traceparent: undefined,
});
const progress = { request: 'r-1', node: 'win-01', kind: 'credentials', durationMs: 1.25, result: 'ok' } as const;

const cases: { title: string; sight: Sight; line: string }[] = [
  {
    title: 'an accepted request',
    sight: recorded({ ...event, type: 'accepted' }),
    line: '09:05:07.042  accepted       win-01            r-1               container ccccccccccccccccccccccc…',
  },
  {
    title: 'a composed spec',
    sight: recorded({ ...event, revision: 7, durationMs: 12.34, warnings: [] }),
    line: '09:05:07.042  composed       win-01            r-1               12.3 ms, revision 7',
  },
  {
    title: 'a failure, with its first error',
    sight: recorded({
      ...event,
      type: 'failed',
      durationMs: 3,
      errors: [{ code: 'not-found', kind: 'image', message: 'No such\nimage' }],
      warnings: [{ code: 'number-wrapped', kind: 'resources', message: '' }],
    }),
    line: '09:05:07.042  failed         win-01            r-1               3.0 ms, 1 warning, not-found (image): No such\\nimage',
  },
  {
    title: "a worker's part",
    sight: { what: 'progress', progress },
    line: '09:05:07.042    credentials  win-01            r-1               ok 1.3 ms',
  },
  {
    title: 'a new inventory of a node with a long, odd name',
    sight: { what: 'inventory', change: { node: `${'n'.repeat(30)}\u001b`, revision: 8 } },
    line: '09:05:07.042  inventory      nnnnnnnnnnnnnnnnnnnnnnn…  revision 8',
  },
  {
    title: 'a node that was forgotten',
    sight: { what: 'inventory', change: { node: 'win-01', revision: 9, removed: true } },
    line: '09:05:07.042  inventory      win-01            removed, revision 9',
  },
];

describe('a readable line', () => {
  it.each(cases)('shows $title', ({ sight, line }) => {
    expect(readableLine(sight, time, plain)).toBe(line);
  });
});

describe('a JSON line', () => {
  it.each(cases)('holds $title', ({ sight }) => {
    const { time: at, type, ...rest } = JSON.parse(jsonLine(sight, time));
    expect(at).toBe(time.toISOString());
    if (sight.what === 'event') expect({ type, ...rest }).toEqual(sight.event);
    if (sight.what === 'progress') expect({ type, ...rest }).toEqual({ type: 'progress', ...sight.progress });
    if (sight.what === 'inventory') expect({ type, ...rest }).toEqual({ type: 'inventory', ...sight.change });
  });
});
