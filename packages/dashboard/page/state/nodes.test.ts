import type { InventoryChange } from '@specline/contracts';
import { describe, expect, it } from 'vitest';
import { Nodes } from './nodes.ts';
import { newRow } from './request-row.ts';

const listed = (node: string, revision: number) => ({ node, revision, changed: new Date(revision).toISOString() });

describe('a node', () => {
  type Happening = ReturnType<typeof listed>[] | InventoryChange;

  it.each<[string, readonly Happening[], object[]]>([
    ['is as it is listed', [[listed('a', 7)]], [{ node: 'a', revision: 7, changedAt: 7 }]],
    ['changes', [[listed('a', 7)], { node: 'a', revision: 8 }], [{ revision: 8, changedAt: 80 }]],
    ['is new', [{ node: 'a', revision: 1 }], [{ node: 'a', revision: 1, changedAt: 80 }]],
    ['is forgotten', [[listed('a', 7)], { node: 'a', revision: 8, removed: true }], []],
    ['is no longer listed', [[listed('a', 7)], []], []],
    ['is not made older by a late change', [[listed('a', 7)], { node: 'a', revision: 6 }], [{ revision: 7 }]],
    [
      'is not made older by a late list',
      [{ node: 'a', revision: 8 }, [listed('a', 7)]],
      [{ revision: 8, changedAt: 80 }],
    ],
  ])('%s', (_rule, happenings, rows) => {
    const nodes = new Nodes();
    for (const each of happenings) {
      if ('node' in each) nodes.change(each, 80);
      else nodes.list(each);
    }
    expect(nodes.rows([])).toMatchObject(rows);
    expect(nodes.count).toBe(rows.length);
  });

  it('has its requests; those that fail come first, then those that nobody has told of', () => {
    const nodes = new Nodes();
    nodes.list([listed('a', 1), listed('b', 2)]);
    const requests = [
      { ...newRow('1', 'b', 0), ended: 'failed' as const },
      { ...newRow('2', 'b', 0), ended: 'composed' as const },
      newRow('3', 'unknown', 0),
    ];
    expect(nodes.rows(requests).map(({ node, requests: count, failed }) => [node, count, failed])).toEqual([
      ['b', 2, 1],
      ['unknown', 1, 0],
      ['a', 0, 0],
    ]);
  });
});
