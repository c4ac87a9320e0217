import type { StagingStep } from '@specline/contracts';
import { describe, expect, test } from 'vitest';
import { disagreements } from './compare.ts';
import type { Compiled } from './compile-bundle.ts';
import type { Expectation } from './vectors.ts';

const staging = { mountRootfs: false, written: [], symlinks: [] };
const expected: Expectation = { spec: { a: 1, list: ['x', 'y'], big: 9007199254740993n }, staging };
const composed = (text: string, plan: readonly StagingStep[] = []): Compiled => ({ text, staging: plan, warnings: [] });
const same = '{"a":1,"list":["x","y"],"big":9007199254740993}';
const failed = (message: string): Compiled => ({ errors: [{ code: 'system', kind: 'image', message }], warnings: [] });

// The comparison is what the conformance tests stand on, so it has to be seen to fail.
describe('the comparison', () => {
  test.each([
    { why: 'the same', text: same },
    { why: 'in another order', text: '{"big":9007199254740993,"list":["x","y"],"a":1}' },
  ])('agrees with $why', ({ text }) => {
    expect(disagreements(expected, composed(text))).toEqual([]);
  });

  test.each([
    { why: 'another value', text: same.replace('1', '2'), found: 'spec.a is 2, expected 1' },
    { why: 'a text for a number', text: same.replace('1', '"1"'), found: 'spec.a is 1, expected 1' },
    {
      why: 'the next integer beyond 2^53',
      text: same.replace('993', '992'),
      found: 'spec.big is 9007199254740992, expected 9007199254740993',
    },
    {
      why: 'another order in a list',
      text: same.replace('"x","y"', '"y","x"'),
      found: 'spec.list[0] is y, expected x',
    },
    { why: 'a longer list', text: same.replace('"y"', '"y","z"'), found: 'spec.list is x,y,z, expected x,y' },
    { why: 'a missing member', text: '{"list":["x","y"],"big":9007199254740993}', found: 'spec.a is missing' },
    { why: 'one too many', text: same.replace('{', '{"b":null,'), found: 'spec.b is there, expected absent' },
  ])('sees $why', ({ text, found }) => {
    expect(disagreements(expected, composed(text))).toContain(found);
  });

  test('sees another plan', () => {
    expect(disagreements(expected, composed(same, [{ step: 'mountRootfs' }]))).toEqual([
      'staging.mountRootfs is true, expected false',
    ]);
  });

  test('sees a failure where there should be none, and the other way round', () => {
    expect(disagreements(expected, failed('x'))).toEqual(['failed: x']);
    expect(disagreements({ match: 'fails', reference: 'x' }, composed(same))).toEqual(['composed, expected an error']);
  });

  test('takes an exact message at its word, and any where any will do', () => {
    expect(disagreements({ match: 'exact', error: 'x' }, failed('x'))).toEqual([]);
    expect(disagreements({ match: 'exact', error: 'x' }, failed('x '))).toEqual(['message "x ", expected "x"']);
    expect(disagreements({ match: 'fails', reference: 'x' }, failed('y'))).toEqual([]);
    expect(disagreements({ match: 'fails', reference: 'x' }, { errors: [], warnings: [] })).toEqual([
      'failed without a coded error',
    ]);
  });
});
