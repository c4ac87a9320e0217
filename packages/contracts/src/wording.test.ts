import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { prefixed, publicForm, shown, wording } from './wording.ts';

describe('a message in two forms', () => {
  test('private values are redacted in the public form', () => {
    expect(wording`option ${'hunter2'} of ${shown('c1')}`).toEqual({
      message: 'option hunter2 of c1',
      publicMessage: 'option [redacted] of c1',
    });
  });

  test('both are there where they are equal', () => {
    const both = (text: string) => ({ message: text, publicMessage: text });
    expect(wording`build ${shown(17763)} of ${shown(1n)}`).toEqual(both('build 17763 of 1'));
    expect(wording`no value`).toEqual(both('no value'));
    expect(wording`${'[redacted]'}`).toEqual(both('[redacted]'));
  });

  test('a message without its public form has nothing that is public', () => {
    const made: { message: string; publicMessage?: string } = { message: 'option hunter2' };
    expect(publicForm(made)).toBe('[redacted]');
  });

  test('a prefix is public', () => {
    expect(prefixed('container c1: ', wording`bad ${'x'}`)).toEqual({
      message: 'container c1: bad x',
      publicMessage: 'container c1: bad [redacted]',
    });
    expect(prefixed('a: ', wording`b`)).toEqual({ message: 'a: b', publicMessage: 'a: b' });
  });

  test('the public form never holds a private value, whatever stands around it', () => {
    // A private value is marked by characters that no other part holds.
    const secret = fc.string({ unit: fc.constantFrom('\u2660', '\u2665'), minLength: 1 });
    const open = fc.string({ unit: 'grapheme-ascii' });
    const value = fc.oneof(
      secret.map((text) => ({ secret: true, text })),
      open.map((text) => ({ secret: false, text })),
    );
    fc.assert(
      fc.property(fc.array(value), fc.infiniteStream(open), open, (values, between, prefix) => {
        const parts = [...between.take(values.length + 1)];
        const template = Object.assign(parts, { raw: parts });
        const words = wording(template, ...values.map(({ secret, text }) => (secret ? text : shown(text))));
        const logged = publicForm(prefixed(prefix, words));
        expect(logged).not.toMatch(/[\u2660\u2665]/u);
        expect(logged.split('[redacted]').length - 1).toBeGreaterThanOrEqual(
          values.filter(({ secret }) => secret).length,
        );
        expect(words.message).toBe(parts.reduce((text, part, index) => text + values[index - 1]?.text + part));
      }),
    );
  });
});
