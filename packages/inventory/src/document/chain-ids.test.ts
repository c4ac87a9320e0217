import { expect, it } from 'vitest';
import { chainIds } from './chain-ids.ts';

it('chains each diff id to the layers below', () => {
  // An image of the conformance vectors.
  expect(
    chainIds([
      'sha256:d45fe94714c2649d9d1bfbce7cc2a04c14cc51a207c716e6e8949a8cc58032e1',
      'sha256:0697c0f434f8672811eb1b52d443d0d4cb616fa58e4d10b25e91471b7f45a665',
    ]),
  ).toEqual([
    'sha256:d45fe94714c2649d9d1bfbce7cc2a04c14cc51a207c716e6e8949a8cc58032e1',
    'sha256:dafff197c858a859996b5f55723ab0b500cabd84f86b38cea07148080c426856',
  ]);
});

it('has none without layers', () => {
  expect(chainIds([])).toEqual([]);
});
