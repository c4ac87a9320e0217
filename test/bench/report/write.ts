import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { barChart } from './bars.ts';
import { page, type Report } from './page.ts';
import type { Row } from './summary.ts';

const root = join(import.meta.dirname, '..', '..', '..');

/** Writes the page and its pictures; tells where. */
export function writeReport(report: Report): string {
  const pictures = join(root, 'docs', 'bench');
  mkdirSync(pictures, { recursive: true });
  const names = (baseline: string): string[] =>
    report.contestants.filter((contestant) => contestant.baseline === baseline).map(({ name }) => name);
  writeFileSync(join(pictures, 'create.svg'), ratioChart('create', names('min'), report.rows));
  writeFileSync(join(pictures, 'submit.svg'), ratioChart('submit', names('min-durable'), report.rows));
  const file = join(root, 'BENCHMARKS.md');
  writeFileSync(file, page(report));
  return file;
}

function ratioChart(what: string, systems: readonly string[], rows: readonly Row[]): string {
  const open = [...new Set(rows.filter(({ ratio }) => ratio !== undefined).map((row) => row.open))];
  return barChart({
    title: `${what}: requests a second, as a part of the minimum's`,
    series: open.map((each) => `${each} open`),
    bars: systems.map((name) => ({
      name,
      values: open.map((each) => rows.find((row) => row.system === name && row.open === each)?.ratio),
    })),
  });
}
