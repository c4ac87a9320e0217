import type { Spread } from '../statistics.ts';
import { element, plot, textAt } from './svg.ts';

/** Bars of one name, one for each series. */
interface Bars {
  readonly name: string;
  readonly values: readonly (Spread | undefined)[];
}

export interface BarChart {
  readonly title: string;
  /** What the bars of each place are, in the order of their values. */
  readonly series: readonly string[];
  readonly bars: readonly Bars[];
}

const colours = ['#1f6feb', '#56a3ff', '#b6d7ff'];
const barHeight = 14;
const groupGap = 12;
const left = 140;
const width = 720;
const top = 52;
/** The longest bar leaves room for its number. */
const longest = width - left - 60;

/** Lying bars with a line between low and high, as SVG. */
export function barChart({ title, series, bars }: BarChart): string {
  const most = Math.max(1, ...bars.flatMap(({ values }) => values.map((value) => value?.high ?? 0)));
  const scale = (value: number): number => (value / most) * longest;
  const groupHeight = series.length * barHeight + groupGap;
  const groups = bars.map(({ name, values }, group) => {
    const y = top + group * groupHeight;
    const label = textAt(left - 8, y + (series.length * barHeight) / 2 + 4, name, { anchor: 'end' });
    return [label, ...values.map((value, at) => bar(value, { y: y + at * barHeight, at, scale }))].join('');
  });
  const legend = series.map((name, at) => {
    const x = left + at * 110;
    return (
      element('rect', { x, y: 30, width: 10, height: 10, fill: colours[at] ?? 'black' }) + textAt(x + 15, 39, name)
    );
  });
  const height = top + bars.length * groupHeight + 6;
  return plot({ title, width, height }, [...legend, ...groups].join(''));
}

interface Place {
  readonly y: number;
  readonly at: number;
  readonly scale: (value: number) => number;
}

function bar(value: Spread | undefined, { y, at, scale }: Place): string {
  if (value === undefined) return '';
  const middle = y + (barHeight - 2) / 2;
  const from = left + scale(value.low);
  const to = left + scale(value.high);
  return [
    element('rect', {
      x: left,
      y,
      width: scale(value.median).toFixed(1),
      height: barHeight - 2,
      fill: colours[at] ?? 'black',
    }),
    element('line', { x1: from.toFixed(1), x2: to.toFixed(1), y1: middle, y2: middle, stroke: '#333' }),
    textAt(to + 6, y + barHeight - 4, value.median.toFixed(2)),
  ].join('');
}
