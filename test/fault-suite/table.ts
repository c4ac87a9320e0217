import type { Verdict } from './verdict.ts';

/** A row that was run. */
export interface RunRow {
  readonly name: string;
  readonly verdict: Verdict;
  /** The stall that this fault may cause: deadline and recovery, in milliseconds. */
  readonly stallLimitMs: number;
  /** What does not hold, in words; none: it passed. */
  readonly faults: readonly string[];
  readonly seconds: number;
}

const columns: readonly [string, (row: RunRow) => string][] = [
  ['fault', ({ name }) => name],
  ['joins hit', ({ verdict }) => String(verdict.joinsHit)],
  ['accepted', ({ verdict }) => String(verdict.accepted)],
  ['composed', ({ verdict }) => String(verdict.composed)],
  ['dead', ({ verdict }) => String(verdict.dead)],
  ['duplicates', ({ verdict }) => String(verdict.duplicates)],
  ['lost', ({ verdict }) => String(verdict.lost)],
  ['wrong', ({ verdict }) => String(verdict.wrong)],
  ['longest stall', ({ verdict, stallLimitMs }) => `${seconds(verdict.longestStallMs)} of ${seconds(stallLimitMs)} s`],
  ['took', (row) => `${row.seconds.toFixed(0)} s`],
  ['', ({ faults }) => (faults.length === 0 ? 'ok' : `FAILED: ${faults.join(', ')}`)],
];

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(1);

/** The rows as a table in Markdown, so that it reads in a terminal and in a note. */
export function tableOf(rows: readonly RunRow[]): string {
  const cells = rows.map((row) => columns.map(([, cell]) => cell(row)));
  const titles = columns.map(([title]) => title);
  const widths = titles.map((title, at) => Math.max(title.length, ...cells.map((row) => row[at]?.length ?? 0)));
  const line = (texts: readonly string[]): string =>
    `| ${texts.map((text, at) => (at === 0 ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0))).join(' | ')} |`;
  return [line(titles), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)].join('\n');
}

/** What a row must hold; in words what it does not. */
export function faultsOf(verdict: Verdict, stallLimitMs: number): string[] {
  const { accepted, composed, dead, duplicates, lost, wrong, joinsHit, longestStallMs } = verdict;
  return [
    accepted > 0 ? '' : 'nothing was accepted',
    joinsHit > 0 ? '' : 'the fault hit no join',
    composed + dead === accepted ? '' : `${accepted - composed - dead} did not end as they must`,
    duplicates === 0 ? '' : `${duplicates} duplicates`,
    lost === 0 ? '' : `${lost} lost`,
    wrong === 0 ? '' : `${wrong} wrong`,
    longestStallMs <= stallLimitMs ? '' : 'stalled too long',
  ].filter((text) => text !== '');
}
