import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPointer, pointerTo, tokensOf } from './json-pointer.ts';

/** RFC 6901, section 5, and names as Windows nodes have them. */
const known: readonly [pointer: string, tokens: string[]][] = [
  ['', []],
  ['/foo', ['foo']],
  ['/', ['']],
  ['/a~1b', ['a/b']],
  ['/c%d', ['c%d']],
  ['/i\\j', ['i\\j']],
  ['/k"l', ['k"l']],
  ['/ ', [' ']],
  ['/m~0n', ['m~n']],
  ['/~01', ['~1']],
  ['/credentialSpecs/files/Sub\\web.v2.json', ['credentialSpecs', 'files', 'Sub\\web.v2.json']],
  ['/images/sha256:0~1', ['images', 'sha256:0/']],
];

describe('a JSON pointer', () => {
  it.each(known)('%j', (pointer, tokens) => {
    expect(isPointer(pointer)).toBe(true);
    expect(tokensOf(pointer)).toEqual(tokens);
    expect(pointerTo(tokens)).toBe(pointer);
  });

  it.each(['foo', 'foo/bar', '/a~', '/a~2', '/~/b', '#/a'])('is not %j', (text) => {
    expect(isPointer(text)).toBe(false);
  });

  it('can name any member', () => {
    const names = fc.array(fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(names, (tokens) => {
        expect(isPointer(pointerTo(tokens))).toBe(true);
        expect(tokensOf(pointerTo(tokens))).toEqual(tokens);
      }),
    );
  });
});
