import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Spread } from '../statistics.ts';
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
  for (const { name, baseline } of pages) {
    const systems = names(baseline);
    writeFileSync(join(pictures, `${name}.svg`), ratioChart({ name, systems, rows: report.rows, ...bySpeed }));
    writeFileSync(join(pictures, `${name}-cpu.svg`), ratioChart({ name, systems, rows: report.rows, ...byCpu }));
  }
  const file = join(root, 'BENCHMARKS.md');
  writeFileSync(file, page(report));
  return file;
}

/** What is compared with which minimum. */
const pages = [
  { name: 'create', baseline: 'min' },
  { name: 'submit', baseline: 'min-durable' },
] as const;

interface Measure {
  readonly of: string;
  readonly read: (row: Row) => Spread | undefined;
}

const bySpeed: Measure = { of: "requests a second, as a part of the minimum's", read: ({ ratio }) => ratio };
const byCpu: Measure = {
  of: 'CPU time of the minimum for one request, as a part of that of each',
  read: ({ cpuRatio }) => cpuRatio,
};

interface Ratios extends Measure {
  readonly name: string;
  readonly systems: readonly string[];
  readonly rows: readonly Row[];
}

function ratioChart({ name, systems, rows, of, read }: Ratios): string {
  const open = [...new Set(rows.filter(({ ratio }) => ratio !== undefined).map((row) => row.open))];
  return barChart({
    title: `${name}: ${of}`,
    series: open.map((each) => `${each} open`),
    bars: systems.map((system) => {
      const rowAt = (each: number): Row | undefined => rows.find((row) => row.system === system && row.open === each);
      return { name: system, values: open.map(rowAt).map((row) => row && read(row)) };
    }),
  });
}
