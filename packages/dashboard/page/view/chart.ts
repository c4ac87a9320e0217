import uPlot from 'uplot';
import { element, setText } from './element.ts';

export interface Line {
  readonly label: string;
  /** Of the style sheet: the line has its colour. */
  readonly colour: string;
  readonly filled?: boolean;
}

export interface ChartOptions {
  readonly lines: readonly Line[];
  readonly format: (value: number) => string;
  /** The least that the scale goes up to. */
  readonly least: number;
}

/** Times in seconds, and a list of values for each line. */
export type ChartData = [number[], ...(number | null)[][]];

const height = 152;

/** Lines over time. */
export class Chart {
  readonly #place: HTMLElement;
  readonly #options: ChartOptions;
  readonly #keys: HTMLElement[];
  readonly #canvas: HTMLElement;
  #plot: uPlot | undefined;
  #data: ChartData;

  constructor(place: HTMLElement, options: ChartOptions) {
    this.#place = place;
    this.#options = options;
    this.#data = [[], ...options.lines.map(() => [])];
    this.#keys = options.lines.map(({ label, colour }) => element('span', { class: `key ${colour}` }, label));
    // What it shows is also in figures beside it; its shape is nothing that could be read out.
    this.#canvas = element('div', { class: 'canvas', 'aria-hidden': true });
    place.append(element('p', { class: 'keys' }, ...this.#keys), this.#canvas);
    new ResizeObserver(() => this.#fit()).observe(place);
  }

  show(data: ChartData): void {
    this.#data = data;
    if (this.#plot === undefined) this.repaint();
    else this.#plot.setData(data);
    this.#showValues(this.#plot?.cursor.idx);
  }

  /** Says in words what each line is at: where the pointer is, or else at its end. */
  #showValues(at: number | null | undefined): void {
    const { lines, format } = this.#options;
    for (const [index, key] of this.#keys.entries()) {
      const values = this.#data[index + 1] ?? [];
      const value = at === null || at === undefined ? values.findLast((each) => each !== null) : values[at];
      setText(key, `${lines[index]?.label} ${value === null || value === undefined ? '–' : format(value)}`);
    }
  }

  /** Draws anew, in the colours that the page has now. */
  repaint(): void {
    this.#plot?.destroy();
    this.#plot = new uPlot(this.#uplotOptions(), this.#data, this.#canvas);
  }

  #fit(): void {
    const { clientWidth: width } = this.#place;
    if (this.#plot !== undefined && width > 0 && width !== this.#plot.width) this.#plot.setSize({ width, height });
  }

  #uplotOptions(): uPlot.Options {
    const { lines, format, least } = this.#options;
    return {
      width: this.#place.clientWidth,
      height,
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { size: 6 }, sync: { key: 'time' } },
      hooks: { setCursor: [({ cursor }) => this.#showValues(cursor.idx)] },
      padding: [8, 26, 0, 0],
      scales: { y: { range: (_plot, _low, high) => [0, Math.max(least, (high ?? 0) * 1.1)] } },
      axes: [
        this.#axis({ size: 28, space: 64, values: (_plot, ticks) => ticks.map(timeText) }),
        this.#axis({ size: 56, values: (_plot, ticks) => ticks.map(format) }),
      ],
      series: [{}, ...lines.map((line, index) => this.#series(line, index))],
    };
  }

  #axis(over: uPlot.Axis): uPlot.Axis {
    const style = getComputedStyle(this.#place);
    const grid = { stroke: style.borderTopColor, width: 1 };
    return { stroke: style.color, font: '11px system-ui, sans-serif', grid, ticks: { ...grid, size: 4 }, ...over };
  }

  #series({ label, filled = false }: Line, index: number): uPlot.Series {
    const key = this.#keys[index];
    const stroke = key === undefined ? 'gray' : getComputedStyle(key).borderBottomColor;
    const fill = filled ? { fill: stroke.replace(/^rgb\((.*)\)$/, 'rgba($1, 0.14)') } : {};
    return { label, stroke, width: 1.5, spanGaps: true, points: { size: 4, width: 0, fill: stroke }, ...fill };
  }
}

/** Of a tick; whole minutes have no seconds. */
const timeText = (seconds: number): string =>
  new Date(seconds * 1_000).toTimeString().slice(0, seconds % 60 === 0 ? 5 : 8);
