import type { ErrorCode } from '@specline/contracts';
import { expect, it } from 'vitest';
import { failureGroups } from './failures.ts';
import { newRow, type RequestRow } from './request-row.ts';

const failed = (
  code: ErrorCode,
  endedAt: number,
  { node = 'win-01', others = [] as ErrorCode[] } = {},
): RequestRow => ({
  ...newRow(`r${endedAt}`, node, endedAt),
  ended: 'failed',
  endedAt,
  errors: [code, ...others].map((each) => ({ code: each, kind: 'image', message: `${each} at ${endedAt}` })),
});

it('failures are grouped by their first code, the most frequent first, each with its newest', () => {
  const rows = [
    failed('system', 5),
    { ...newRow('ok', 'win-01', 4), ended: 'composed' as const },
    failed('not-found', 3, { node: 'win-02' }),
    newRow('running', 'win-01', 2),
    failed('not-found', 1, { others: ['system'] }),
    failed('not-found', 0),
  ];
  expect(failureGroups(rows)).toEqual([
    { code: 'not-found', count: 3, share: 0.75, lastAt: 3, kind: 'image', message: 'not-found at 3', nodes: 2 },
    { code: 'system', count: 1, share: 0.25, lastAt: 5, kind: 'image', message: 'system at 5', nodes: 1 },
  ]);
});

it('where nothing failed there are none', () => {
  expect(failureGroups([newRow('a', 'n', 0)])).toEqual([]);
});
