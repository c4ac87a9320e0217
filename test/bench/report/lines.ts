import { element, plot, textAt } from './svg.ts';

/** Points of one line, by x. */
interface Line {
  readonly name: string;
  readonly points: readonly Point[];
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface LineChart {
  readonly title: string;
  readonly xTitle: string;
  readonly lines: readonly Line[];
}

const colours = ['#1f6feb', '#d1481f', '#2a8f4b', '#7a4bd1'];
const frame = { left: 64, top: 40, right: 700, bottom: 300 };
const size = { width: 720, height: 344 };

/** Lines on logarithmic scales, as SVG: what grows in proportion rises by one decade each decade. */
export function lineChart({ title, xTitle, lines }: LineChart): string {
  const points = lines.flatMap((line) => line.points);
  const x = scale(
    points.map((point) => point.x),
    frame.left,
    frame.right,
  );
  const y = scale(
    points.map((point) => point.y),
    frame.bottom,
    frame.top,
  );
  const vertical = x.ticks.map((tick) => {
    const at = x.place(tick);
    const line = element('line', { x1: at, x2: at, y1: frame.top, y2: frame.bottom, stroke: '#ddd' });
    return line + textAt(at, frame.bottom + 16, tickText(tick), { anchor: 'middle' });
  });
  const horizontal = y.ticks.map((tick) => {
    const at = y.place(tick);
    const line = element('line', { x1: frame.left, x2: frame.right, y1: at, y2: at, stroke: '#ddd' });
    return line + textAt(frame.left - 6, at + 4, tickText(tick), { anchor: 'end' });
  });
  const drawn = lines.map((line, index) => lineOf(line, { x: x.place, y: y.place, index }));
  const below = textAt((frame.left + frame.right) / 2, frame.bottom + 36, xTitle, { anchor: 'middle' });
  return plot({ title, ...size }, [...vertical, ...horizontal, ...drawn, below].join(''));
}

interface Places {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  readonly index: number;
}

function lineOf({ name, points }: Line, { x, y, index }: Places): string {
  const stroke = colours[index % colours.length] ?? 'black';
  const places = points.map((point) => `${x(point.x)},${y(point.y)}`).join(' ');
  const dots = points.map((point) => element('circle', { cx: x(point.x), cy: y(point.y), r: 3, fill: stroke }));
  const legendY = frame.top + 14 + index * 14;
  return [
    element('polyline', { points: places, fill: 'none', stroke, 'stroke-width': 2 }),
    ...dots,
    element('rect', { x: frame.left + 8, y: legendY - 8, width: 8, height: 8, fill: stroke }),
    textAt(frame.left + 22, legendY, name),
  ].join('');
}

/** A logarithmic scale over whole decades, and where its lines are. */
function scale(values: readonly number[], from: number, to: number) {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))));
  const place = (value: number): number =>
    Math.round((from + ((Math.log10(value) - low) / (high - low)) * (to - from)) * 10) / 10;
  return { place, ticks: Array.from({ length: high - low + 1 }, (_, at) => 10 ** (low + at)) };
}

const tickText = (value: number): string => (value >= 1_000 ? value.toLocaleString('en') : String(value));
