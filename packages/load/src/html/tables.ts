import type { Figures } from '../figures/tally.ts';
import type { Sample } from '../figures/window.ts';
import { shownCount, shownMs, shownRate } from '../report/numbers.ts';
import type { LoadResult } from '../result/load-result.ts';
import { html, type Markup } from './markup.ts';

const table = (
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): Markup => html`<div class="card" tabindex="0" role="region" aria-label="Table, ${heads[0] ?? ''}"><table>
<tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr>
${rows.map((cells) => html`<tr>${cells.map((cell, index) => (index === 0 ? html`<th scope="row">${cell}</th>` : html`<td>${cell}</td>`))}</tr>`)}
</table></div>`;

/** The figures of each phase, and of all. */
export function phasesTable({ phases, total }: LoadResult): Markup {
  const rows = phases.length > 1 ? [...phases, total] : phases;
  const heads = ['Phase', 'Seconds', 'Sent', 'Answers', 'Errors', 'Answers/s', 'Mean', 'p50', 'p90', 'p99', 'p99.9'];
  return table([...heads, 'p99.99', 'Max'], rows.map(phaseRow));
}

const phaseRow = ({ name, seconds, sent, done, errors, donePerSecond, latency }: Figures): readonly string[] => [
  name,
  seconds.toFixed(1),
  shownCount(sent),
  shownCount(done),
  shownCount(errors),
  shownRate(donePerSecond),
  ...[latency.mean, latency.p50, latency.p90, latency.p99, latency.p999, latency.p9999, latency.max].map(shownMs),
];

/** More rows than these nobody reads; `--json` has them. */
const mostRows = 600;

/** What the pictures over time show. */
export function samplesTable(samples: readonly Sample[]): Markup {
  const rows = samples
    .slice(0, mostRows)
    .map((sample) => [
      String(sample.at),
      sample.asked === undefined ? '–' : shownRate(sample.asked),
      shownCount(sample.sent),
      shownCount(sample.done),
      shownCount(sample.errors),
      shownCount(sample.open),
      ...[sample.p50, sample.p90, sample.p99, sample.max].map(shownMs),
      sample.measured ? '' : 'no',
    ]);
  const heads = ['Second', 'Asked/s', 'Sent', 'Answers', 'Errors', 'Open', 'p50', 'p90', 'p99', 'Max', 'Measured'];
  return html`<details><summary>Each second as a table</summary>${table(heads, rows)}${
    samples.length > mostRows
      ? html`<p class="note">The first ${mostRows} of ${samples.length}; --json has all.</p>`
      : html``
  }</details>`;
}

/** Names and what they stand for. */
export const definitions = (entries: readonly (readonly [string, string])[]): Markup =>
  html`<div class="card"><dl>${entries.map(([name, text]) => html`<dt>${name}</dt><dd>${text}</dd>`)}</dl></div>`;
