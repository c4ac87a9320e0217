import type { Spread } from '../statistics.ts';
import type { Row } from './summary.ts';
import { tableOf } from './table.ts';

/** Speeds, times and ratios, for a terminal or a page. */
export const speedTable = (rows: readonly Row[]): string =>
  tableOf(
    ['system', 'open', 'requests/s', 'p50 ms', 'p99 ms', 'ratio', 'p50 times', 'CPU µs', 'ratio by CPU'],
    rows.map((row) => [
      row.system,
      String(row.open),
      spreadText(row.perSecond, (value) => value.toFixed(0)),
      milliseconds(row.p50),
      milliseconds(row.p99),
      ratioText(row.ratio),
      row.p50Times?.toFixed(2) ?? '',
      row.cpu.toFixed(0),
      ratioText(row.cpuRatio),
    ]),
  );

/** CPU time of each process for one request, in microseconds. */
export function cpuTable(rows: readonly Row[]): string {
  const names = [...new Set(rows.flatMap((row) => [...row.cpuOf.keys()]))];
  return tableOf(
    ['system', 'open', ...names],
    rows.map((row) => [row.system, String(row.open), ...names.map((name) => row.cpuOf.get(name)?.toFixed(0) ?? '')]),
  );
}

const ratioText = (ratio: Spread | undefined): string =>
  ratio === undefined ? '' : spreadText(ratio, (value) => value.toFixed(2));

const spreadText = ({ median, low, high }: Spread, text: (value: number) => string): string =>
  `${text(median)} (${text(low)}–${text(high)})`;

const milliseconds = (value: number): string => value.toFixed(value < 10 ? 2 : 0);
