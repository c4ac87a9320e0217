import { html, type Markup } from './markup.ts';

export interface Bar {
  readonly name: string;
  /** From 0 to 1. */
  readonly length: number;
  readonly look: 'one' | 'two' | 'three' | 'bad';
  readonly text: string;
  /** A second mark behind the bar's end, from 0 to 1. */
  readonly mark?: number;
}

/** Named bars, one below the other; it is a list to who cannot see it. */
export const barChart = (title: string, note: string, bars: readonly Bar[]): Markup => html`<figure class="chart">
<figcaption>${title}</figcaption>
<p class="note">${note}</p>
<ul class="bars">${bars.map(bar)}</ul>
</figure>`;

const bar = ({ name, length, look, text, mark }: Bar): Markup => html`<li>
<span class="name">${name}</span><span class="text">${text}</span>
<span class="track" aria-hidden="true"><i class="bar ${look}" style="width:${part(length)}"></i>${
  mark === undefined ? html`` : html`<i class="mark" style="left:${part(mark)}"></i>`
}</span>
</li>`;

const part = (of: number): string => `${(Math.min(1, Math.max(0, of)) * 100).toFixed(2)}%`;
