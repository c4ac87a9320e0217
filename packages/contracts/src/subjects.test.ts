import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeToken, encodeToken, subjectsBelow } from './subjects.ts';

describe('a caller\u2019s text as a subject token', () => {
  test.each([
    { text: 'win-01', token: 'win-01' },
    { text: 'Under_score', token: 'Under_score' },
    { text: '', token: '=' },
    { text: 'a.b', token: 'a=2eb' },
    { text: '*', token: '=2a' },
    { text: '>', token: '=3e' },
    { text: 'a b\tc\nd', token: 'a=20b=09c=0ad' },
    { text: '=', token: '=3d' },
    { text: '../x', token: '=2e=2e=2fx' },
    { text: '$SRV', token: '=24SRV' },
    { text: '\u00e9', token: '=c3=a9' },
    { text: '\u{1f600}', token: '=f0=9f=98=80' },
    { text: '\ufeffx', token: '=ef=bb=bfx' },
  ])('$text is $token', ({ text, token }) => {
    expect(encodeToken(text)).toBe(token);
    expect(decodeToken(token)).toBe(text);
  });

  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('.', '*', '>', '=', ' ', 'a', 'Z', '0', '_', '-', '\ufeff', '3', 'd') }),
  );

  test('is read back whole', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(decodeToken(encodeToken(value))).toBe(value);
      }),
      { numRuns: 2000 },
    );
  });

  test('holds nothing that a subject cannot hold', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          text,
          fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
        ),
        (value) => {
          expect(encodeToken(value)).toMatch(/^[A-Za-z0-9_=-]+$/);
        },
      ),
    );
  });

  test('is another one for another text', () => {
    fc.assert(
      fc.property(text, text, (left, right) => {
        expect(encodeToken(left) === encodeToken(right)).toBe(left === right);
      }),
      { numRuns: 2000 },
    );
  });

  test.each(['', 'a.b', 'a=', 'a=2', 'a=2E', '=zz', 'a b', '==', '=ff', '=c3'])('%j was not made by it', (token) => {
    expect(() => decodeToken(token)).toThrow(TypeError);
  });
});

describe('subjects', () => {
  const subjects = subjectsBelow('specline.v1');
  test.each([
    { subject: subjects.create, expected: 'specline.v1.create' },
    { subject: subjects.work('mounts'), expected: 'specline.v1.work.mounts' },
    { subject: subjects.partial('image', 'a1', '7'), expected: 'specline.v1.partial.image.a1.7' },
    { subject: subjects.partialsFor('a1'), expected: 'specline.v1.partial.*.a1.*' },
    {
      subject: subjects.event('failed', 'win.01', 'c>', 'r*1'),
      expected: 'specline.v1.event.failed.win=2e01.c=3e.r=2a1',
    },
    { subject: subjects.events, expected: 'specline.v1.event.>' },
    { subject: subjects.eventsOf('failed', 'win.01'), expected: 'specline.v1.event.failed.win=2e01.*.*' },
    { subject: subjects.eventsOf(undefined, undefined), expected: 'specline.v1.event.*.*.*.*' },
    { subject: subjects.progress('network'), expected: 'specline.v1.progress.network' },
    { subject: subjects.allProgress, expected: 'specline.v1.progress.*' },
    { subject: subjects.inventory('win 01'), expected: 'specline.v1.inventory.win=2001' },
    { subject: subjects.allInventory, expected: 'specline.v1.inventory.*' },
  ])('$expected', ({ subject, expected }) => {
    expect(subject).toBe(expected);
  });
});
