import { html, type Markup } from './markup.ts';
import type { Scale } from './scale.ts';

export interface Series {
  readonly name: string;
  /** Its colour and dash, a class of the style sheet. */
  readonly look: 'one' | 'two' | 'three' | 'four' | 'bad' | 'asked';
  /** Null: nothing is known there, and the line has a gap. */
  readonly values: readonly (number | null)[];
}

export interface LineChart {
  readonly title: string;
  /** What a reader who cannot see it must know. */
  readonly summary: string;
  readonly xs: readonly number[];
  readonly series: readonly Series[];
  readonly x: Scale;
  readonly y: Scale;
  readonly shownX: (value: number) => string;
  readonly shownY: (value: number) => string;
  /** Whether lines go over places where nothing is known, instead of having a gap there. */
  readonly bridges?: boolean;
  /** To here, from 0 on, is not measured. */
  readonly shadedTo?: number;
}

/** The drawing's own units; it is stretched to whatever room there is, and texts are not a part of it. */
const width = 1_000;
const height = 300;

/** Lines over a common axis, with the values of a place shown to whoever points at it. */
export function lineChart(chart: LineChart): Markup {
  const { title, summary, series, x, y, shadedTo = 0 } = chart;
  const shade =
    shadedTo > 0
      ? html`<rect class="shade" x="0" y="0" width="${coordinate(x.at(shadedTo), width)}" height="${height}"/>`
      : html``;
  return html`<figure class="chart">
<figcaption>${title}</figcaption>
<ul class="legend">${series.map(({ name, look }) => html`<li><svg viewBox="0 0 24 8" aria-hidden="true"><path class="${look}" d="M0 4H24"/></svg>${name}</li>`)}</ul>
<div class="frame">
<div class="plot" data-chart="${JSON.stringify(pointsOf(chart))}">
<svg viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" role="img" aria-label="${summary}">
${shade}${y.ticks.map(({ at }) => html`<path class="grid" d="M0 ${coordinate(1 - at, height)}H${width}"/>`)}
${series.map((each) => html`<path class="${each.look}" d="${pathOf(each, chart)}"/>`)}
</svg>
${y.ticks.map(({ at, label }) => html`<span class="y" style="top:${percent(1 - at)}">${label}</span>`)}
${x.ticks.map(({ at, label }) => html`<span class="x" style="left:${percent(at)}">${label}</span>`)}
<i class="cursor"></i><output class="tip" hidden></output>
</div>
</div>
</figure>`;
}

const coordinate = (part: number, of: number): string => (part * of).toFixed(1);

const percent = (part: number): string => `${(part * 100).toFixed(2)}%`;

function pathOf({ values }: Series, { xs, x, y, bridges = false }: LineChart): string {
  let pen = 'M';
  const steps = values.map((value, index) => {
    const at = xs[index];
    if (value === null || at === undefined) {
      if (!bridges) pen = 'M';
      return '';
    }
    const step = `${pen}${coordinate(x.at(at), width)} ${coordinate(1 - y.at(value), height)}`;
    // A point between two gaps would not be seen without a length.
    const dot = pen === 'M' ? 'h0.01' : '';
    pen = 'L';
    return step + dot;
  });
  return steps.join('');
}

/** What the page's script shows: for each place where it is, its name and the values, all as texts. */
const pointsOf = ({ xs, series, x, shownX, shownY }: LineChart) =>
  xs.map((at, index) => ({
    at: Number(x.at(at).toFixed(4)),
    text: [
      shownX(at),
      ...series.map(({ name, values }) => {
        const value = values[index];
        return `${name}: ${value === null || value === undefined ? '–' : shownY(value)}`;
      }),
    ],
  }));
