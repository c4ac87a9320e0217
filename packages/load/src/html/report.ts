import { lateAfterMs } from '../figures/recorder.ts';
import { shownCount, shownMs, shownRate } from '../report/numbers.ts';
import type { LoadResult } from '../result/load-result.ts';
import { chartsOf } from './charts.ts';
import { html, Markup } from './markup.ts';
import { script } from './script.ts';
import { style } from './style.ts';
import { definitions, phasesTable, samplesTable } from './tables.ts';

/** Nothing is loaded, from nowhere. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

/** A result as one HTML file that needs no other and no network. */
export function reportOf(result: LoadResult): string {
  const { settings, began, remarks, path, samples } = result;
  const { text } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>Load on Specline, ${began}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<main>
<header>
<h1>Load on Specline, by ${path}</h1>
<p class="soft">${settings.load ?? ''}; system: ${settings.system ?? ''}; <time datetime="${began}">${began.slice(0, 16).replace('T', ' ')} UTC</time></p>
${remarks.length === 0 ? html`` : html`<ul class="remarks" aria-label="Notes">${remarks.map((remark) => html`<li>${remark}</li>`)}</ul>`}
</header>
${tiles(result)}
<section class="charts" aria-label="Charts">${chartsOf(result)}</section>
${samplesTable(samples)}
<h2>Phases</h2>
${phasesTable(result)}
<div class="pair">
<section><h2>How it was run</h2>${definitions(Object.entries(settings))}</section>
<section><h2>Where it was run</h2>${definitions([...machineOf(result), ...generatorOf(result)])}</section>
</div>
</main>
<script>${new Markup(script)}</script>
</body>
</html>
`;
  return text;
}

function tiles({ total: { donePerSecond, latency, errors, sent }, wrong }: LoadResult): Markup {
  const tile = (value: string, name: string, bad = false): Markup =>
    html`<li class="${bad ? 'bad' : ''}"><b>${value}</b><span>${name}</span></li>`;
  return html`<ul class="tiles" aria-label="Results">
${tile(`${shownRate(donePerSecond)}/s`, 'answers')}${tile(shownMs(latency.p50), 'median latency')}
${tile(shownMs(latency.p99), 'p99')}${tile(shownMs(latency.p999), 'p99.9')}${tile(shownMs(latency.max), 'longest')}
${tile(shownCount(errors), `errors of ${shownCount(sent)}`, errors > 0)}${wrong > 0 ? tile(shownCount(wrong), 'wrong answers', true) : html``}
</ul>`;
}

const machineOf = ({ machine }: LoadResult): readonly (readonly [string, string])[] => [
  ['specline', machine.specline],
  ['node', machine.node],
  ['system', machine.system],
  ['processors', `${machine.processors} of ${machine.processor}`],
  ['memory', `${machine.memoryGiB} GiB`],
  ['load before', String(machine.loadBefore)],
];

function generatorOf({ model, lateness, late, generator }: LoadResult): readonly (readonly [string, string])[] {
  if (model === 'closed') return [['generator', `${shownCount(generator.sent)} requests`]];
  return [
    ['generator', `${shownCount(generator.sent)} requests, ${shownCount(generator.notSent)} due and never sent`],
    ['late in the median', shownMs(lateness.p50)],
    ['late at worst', shownMs(lateness.max)],
    [`more than ${lateAfterMs} ms late`, shownCount(late)],
  ];
}
