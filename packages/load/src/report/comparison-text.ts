import type { Comparison, Difference } from '../compare/compare.ts';
import { shownMs, shownRate } from './numbers.ts';
import { textTable } from './text-table.ts';

/** A comparison as text for a terminal. */
export function comparisonText({ differences, remarks, worse }: Comparison): string {
  const rows = differences.map((difference) => {
    const { name, before, after, change, range, verdict } = difference;
    const shown = shownBy(difference);
    const [low, high] = range.map(shownChange);
    return [name, shown(before), shown(after), shownChange(change ?? Number.NaN), `${low} to ${high}`, verdict];
  });
  const table = textTable([['', 'before', 'after', 'change', '95 of 100 like these', 'is'], ...rows]);
  const notes = remarks.map((remark) => `note: ${remark}\n`).join('');
  return `${table}\n${notes}${worse ? 'worse, by more than is tolerated and by more than noise\n' : 'not worse\n'}`;
}

function shownBy({ unit }: Difference): (value: number) => string {
  if (unit === 'rate') return shownRate;
  if (unit === 'ms') return (value) => shownMs(Number.isNaN(value) ? null : value);
  return (value) => `${(value * 100).toFixed(2)} %`;
}

const shownChange = (change: number): string =>
  Number.isFinite(change) ? `${change < 0 ? '' : '+'}${(change * 100).toFixed(1)} %` : '–';
