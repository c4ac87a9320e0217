import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareBytes } from './compare-bytes.ts';

describe('the order of bytes', () => {
  test.each([
    { less: '', more: 'a' },
    { less: 'a', more: 'aa' },
    { less: 'Z', more: 'a', why: 'capitals come first' },
    { less: 'c:\\b', more: 'c:\\ba' },
    { less: '\uffff', more: '\u{10000}', why: 'UTF-16 would have it the other way round' },
    { less: '\ue000', more: '\u{1f600}', why: 'as above' },
    { less: '\u{1f600}', more: '\u{1f601}' },
  ])('$less before $more', ({ less, more }) => {
    expect(compareBytes(less, more)).toBeLessThan(0);
    expect(compareBytes(more, less)).toBeGreaterThan(0);
    expect(compareBytes(less, less)).toBe(0);
  });

  test('is that of the UTF-8 forms', () => {
    const near = fc.string({
      unit: fc.constantFrom('a', '\u00e9', '\ud7ff', '\ue000', '\uffff', '\u{10000}', '\u{10ffff}'),
    });
    const text = fc.oneof(near, fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(text, text, (left, right) => {
        expect(Math.sign(compareBytes(left, right))).toBe(Buffer.compare(Buffer.from(left), Buffer.from(right)));
      }),
      { numRuns: 2000 },
    );
  });
});
