import { expect, it } from 'vitest';
import { growthPage } from './page.ts';

const measured = [
  { x: 1, perSecond: 100, p50: 1, p99: 2, cpu: 900 },
  { x: 10, perSecond: 990, p50: 10, p99: 20, cpu: 900 },
  { x: 100, perSecond: 1_000, p50: 100, p99: 200, cpu: 36_000 },
  { x: 1_000, perSecond: 500, p50: 2_000, p99: 3_000, cpu: 36_000 },
];

it('the page says where a cost is worse than in proportion, and where the knee of a speed is', () => {
  const pushes = [10, 100].map((x) => ({ x, y: x / 5 }));
  const grown = [{ name: 'open', title: 'More open requests', xTitle: 'open requests', measured }];
  const text = growthPage({ machine: [['Node', 'v24']], method: 'Once.', grown, pushes });
  expect(text).toContain('The largest exponent is 1.60, from 10 to 100: worse than in proportion.');
  expect(text).toContain('The knee is at 10 open: more give less than a tenth more specs a second.');
  expect(text).toContain('With 1000 they are 50 % of the most.');
  expect(text).toContain('The largest exponent is 1.00, from 10 to 100: not worse than in proportion.');
  expect(text).toMatch(/^\| 100 +\| +36000 \| +1000 \| +100\.0 \| +200\.0 \|$/m);
});
