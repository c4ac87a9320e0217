import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseProfile, type Segment } from './parse-profile.ts';
import { Unreadable } from './quantity.ts';

describe('a profile', () => {
  it.each<[string, readonly Omit<Segment, 'name'>[]]>([
    ['constant:200/30s', [{ from: 200, to: 200, durationMs: 30_000 }]],
    ['constant:0.5/2m', [{ from: 0.5, to: 0.5, durationMs: 120_000 }]],
    ['ramp:100..1000/500ms', [{ from: 100, to: 1_000, durationMs: 500 }]],
    ['ramp:100..0/1s', [{ from: 100, to: 0, durationMs: 1_000 }]],
    ['ramp:0.5..1.5/1s', [{ from: 0.5, to: 1.5, durationMs: 1_000 }]],
    [
      'step:100,200/10s',
      [
        { from: 100, to: 100, durationMs: 10_000 },
        { from: 200, to: 200, durationMs: 10_000 },
      ],
    ],
    [
      'ramp:1..9/1s+constant:9/1.5s',
      [
        { from: 1, to: 9, durationMs: 1_000 },
        { from: 9, to: 9, durationMs: 1_500 },
      ],
    ],
  ])('%s', (text, expected) => {
    expect(parseProfile(text)).toMatchObject(expected);
    expect(parseProfile(text)).toHaveLength(expected.length);
  });

  it.each([
    '',
    '200/30s',
    'constant:200',
    'constant:200/30',
    'constant:200/0s',
    'constant:200/25h',
    'constant:0/1s',
    'constant:-1/1s',
    'constant:1e3/1s',
    'constant:100001/1s',
    'constant:1,2/1s',
    'ramp:1/1s',
    'ramp:0..0/1s',
    'ramp:1..2..3/1s',
    'step:1,,2/1s',
    'step:1,0/1s',
    'constant:1/1s+',
    'wave:1..2/1s',
    `step:${'1,'.repeat(100)}1/1s`,
  ])('"%s" is none', (text) => {
    expect(() => parseProfile(text)).toThrow(Unreadable);
  });

  it('is never misread: any text is a profile of sane numbers, or refused', () => {
    const piece = fc.constantFrom(
      'constant',
      'ramp',
      'step',
      ':',
      '..',
      ',',
      '/',
      '+',
      '1',
      '0',
      '250',
      '.5',
      's',
      'ms',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        let segments: readonly Segment[];
        try {
          segments = parseProfile(text);
        } catch (error) {
          expect(error).toBeInstanceOf(Unreadable);
          return;
        }
        for (const { from, to, durationMs } of segments) {
          expect(from + to).toBeGreaterThan(0);
          expect(durationMs).toBeGreaterThan(0);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
