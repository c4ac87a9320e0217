import { expect, it } from 'vitest';
import { tableOf } from './table.ts';

it('a table has words on the left and numbers on the right', () => {
  const rows = [
    ['min', '5', '3.5 (3.1–4.0)', 'all'],
    ['specline', '120', '', 'none'],
  ];
  expect(tableOf(['system', 'open', 'ratio', 'note'], rows)).toBe(`\
| system   | open |         ratio | note |
| -------- | ---: | ------------: | ---- |
| min      |    5 | 3.5 (3.1–4.0) | all  |
| specline |  120 |               | none |
`);
});
