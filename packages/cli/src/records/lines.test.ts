import type { DeadLetter, OutcomeEntry } from '@specline/client';
import { describe, expect, it } from 'vitest';
import type { Paint } from '../output/paint.ts';
import { readableDeadLetter } from './dead-line.ts';
import { readableOutcome } from './outcome-line.ts';

const word = (text: string): string => text;
const plain: Paint = { red: word, yellow: word, green: word, bold: word, dim: word };
const recordedAt = new Date('2026-03-01T09:05:07.042Z');

describe('the line of an outcome', () => {
  const entry: OutcomeEntry = {
    sequence: 4,
    recordedAt,
    id: 'web-7',
    status: 'composed',
    codes: [],
    node: 'win-01',
    container: 'c1',
    contentDigest: '',
  };
  it.each<[string, Partial<OutcomeEntry>, string]>([
    ['composed', {}, '2026-03-01 09:05:07Z  composed  win-01            web-7'],
    [
      'failed, with each code',
      { status: 'failed', codes: ['not-found', 'system'] },
      '2026-03-01 09:05:07Z  failed    win-01            web-7                     not-found, system',
    ],
    [
      'of a long id, whole, and an odd node',
      { id: 'x'.repeat(40), node: 'a\u001b[2J' },
      `2026-03-01 09:05:07Z  composed  a\\u001b[2J        ${'x'.repeat(40)}`,
    ],
  ])('%s', (_title, over, line) => {
    expect(readableOutcome({ ...entry, ...over }, plain)).toBe(line);
  });
});

describe('the line of a dead letter', () => {
  const letter: DeadLetter = {
    sequence: 12,
    recordedAt,
    id: 'web-7',
    reason: 'deliveries',
    explanation: 'handed out 5 times',
    deliveries: 5,
    submitSequence: 8,
    submitMessageId: undefined,
    node: undefined,
    container: undefined,
    traceparent: undefined,
    cutFromBytes: undefined,
  };
  it.each<[string, Partial<DeadLetter>, string]>([
    ['whole', {}, '    12  2026-03-01 09:05:07Z  web-7                     deliveries  handed out 5 times'],
    [
      'on one line, whatever it says',
      { id: 'sequence:9', reason: 'unreadable', explanation: 'a\nb' },
      '    12  2026-03-01 09:05:07Z  sequence:9                unreadable  a\\nb',
    ],
  ])('%s', (_title, over, line) => {
    expect(readableDeadLetter({ ...letter, ...over }, plain)).toBe(line);
  });
});
