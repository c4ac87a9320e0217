import { expect, it } from 'vitest';
import { contestants } from '../system/contestants.ts';
import type { Cell } from '../system/rounds.ts';
import { noiseBetween } from './noise.ts';
import { page } from './page.ts';
import { summarise } from './summary.ts';

const baselineOf = (system: string): string | undefined => contestants.find(({ name }) => name === system)?.baseline;
const cells = contestants.map(
  ({ name }): Cell => ({ system: name, round: 0, perSecond: 1_234, open: 1, p50: 1, p99: 2, cpu: { client: 9 } }),
);

it('the page has each system in one table of speeds, and says what it is', () => {
  const rows = summarise(cells, baselineOf);
  const noise = noiseBetween(cells, cells, baselineOf);
  const text = page({ machine: [['Node', 'v24']], contestants, rows, noise, method: 'Once.' });
  for (const { name, about } of contestants) {
    expect(text.match(new RegExp(`^\\| ${name} +\\|.*1234 \\(1234–1234\\)`, 'gm'))).toHaveLength(1);
    expect(text).toContain(about);
  }
  expect(text).toContain('in the median 0 %, at most 0 %');
});

it('a page of one run says that noise is not known', () => {
  expect(page({ machine: [], contestants, rows: [], noise: [], method: '' })).toContain('Not known');
});
