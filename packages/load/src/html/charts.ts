import type { Sample } from '../figures/window.ts';
import { shownCount, shownMs, shownRate } from '../report/numbers.ts';
import type { LoadResult } from '../result/load-result.ts';
import { isError } from '../target/answer.ts';
import { barChart } from './bar-chart.ts';
import { lineChart, type Series } from './line-chart.ts';
import type { Markup } from './markup.ts';
import { latencyScale, linearScale, percentScale, timeScale } from './scale.ts';

/** All pictures of a result. */
export const chartsOf = (result: LoadResult): readonly Markup[] => [
  throughputOverTime(result),
  latencyOverTime(result),
  percentileCurve(result),
  openOverTime(result),
  byPart(result),
  byEnding(result),
];

function throughputOverTime({ samples, total }: LoadResult): Markup {
  // In the seconds behind the last measured one, nothing is asked for any longer.
  const last = samples.findLastIndex(({ measured }) => measured);
  const shown = last < 0 ? samples : samples.slice(0, last + 1);
  const perSecond = (of: (sample: Sample) => number) => shown.map((sample) => of(sample) / sample.seconds);
  const answers = perSecond(({ done }) => done);
  const errors = perSecond((sample) => sample.errors);
  const asked = shown.map((sample) => sample.asked ?? null);
  const series: readonly Series[] = [
    ...(asked.some((rate) => rate !== null) ? [{ name: 'asked', look: 'asked', values: asked } as const] : []),
    { name: 'answers', look: 'one', values: answers },
    ...(total.errors > 0 ? [{ name: 'errors', look: 'bad', values: errors } as const] : []),
  ];
  return lineChart({
    ...overTime(samples),
    title: 'Answers a second',
    summary: `Answers a second over time; ${shownRate(total.donePerSecond)} on average.`,
    series,
    y: linearScale(highestOf(series)),
    shownY: (value) => `${shownRate(value)}/s`,
  });
}

function latencyOverTime({ samples, total: { latency } }: LoadResult): Markup {
  const series: readonly Series[] = [
    { name: 'max', look: 'four', values: samples.map(({ max }) => max) },
    { name: 'p99', look: 'three', values: samples.map(({ p99 }) => p99) },
    { name: 'p90', look: 'two', values: samples.map(({ p90 }) => p90) },
    { name: 'p50', look: 'one', values: samples.map(({ p50 }) => p50) },
  ];
  return lineChart({
    ...overTime(samples),
    title: 'Latency of the answers of each second',
    summary: `Latency over time; the median of all is ${shownMs(latency.p50)}, the 99th percentile ${shownMs(latency.p99)}.`,
    series,
    y: latencyScale(valuesOf(series)),
    shownY: shownMs,
  });
}

function percentileCurve({ phases, total }: LoadResult): Markup {
  // More than four lines are hard to tell apart; the table has them all.
  const shown = phases.length > 1 && phases.length <= 4 ? phases : [total];
  const looks = ['one', 'two', 'three', 'four'] as const;
  const xs = [...new Set(shown.flatMap(({ curve }) => curve.map(({ percent }) => percent)))].toSorted((a, b) => a - b);
  const series = shown.map(({ name, curve }, index) => ({
    name: name === 'all' ? 'all that was measured' : name,
    look: looks[index] ?? 'one',
    values: xs.map((percent) => curve.find((point) => point.percent === percent)?.ms ?? null),
  }));
  return lineChart({
    title: 'Latency by percentile',
    summary: `Latency by percentile, up to ${shownMs(total.latency.max)}, the longest.`,
    xs,
    series,
    x: percentScale(xs.findLast((percent) => percent < 100) ?? 99),
    y: latencyScale(valuesOf(series)),
    bridges: true,
    shownX: (percent) => (percent === 100 ? 'the longest' : `${percent} % are no longer than`),
    shownY: shownMs,
  });
}

function openOverTime({ samples }: LoadResult): Markup {
  const values = samples.map(({ open }) => open);
  return lineChart({
    ...overTime(samples),
    title: 'Requests without an answer at the end of each second',
    summary: `Open requests over time; ${shownCount(Math.max(...values, 0))} at most.`,
    series: [{ name: 'open', look: 'one', values }],
    y: linearScale(Math.max(...values, 4)),
    shownY: shownCount,
  });
}

function byPart({ parts }: LoadResult): Markup {
  const longest = Math.max(...parts.map(({ latency }) => latency.p90 ?? latency.max ?? 0), 0.001);
  return barChart(
    'Latency by worker, as the outcomes say',
    'From the receipt of a request by the system to the worker’s part: the bar is the median, the mark the 90th percentile.',
    parts.map(({ part, latency }) => ({
      name: part === 'total' ? 'the whole in the system' : part,
      length: (latency.p50 ?? 0) / longest,
      mark: (latency.p90 ?? latency.max ?? 0) / longest,
      look: part === 'total' ? 'three' : 'one',
      text: `${shownMs(latency.p50)} · p99 ${shownMs(latency.p99)}`,
    })),
  );
}

function byEnding({ endings }: LoadResult): Markup {
  const all = endings.reduce((sum, { count }) => sum + count, 0);
  return barChart(
    'Answers and errors by code',
    'Refusals are answers: the reference refuses the same. Errors are what may work later, and what had no answer.',
    endings.map(({ ending, count }) => ({
      name: ending,
      length: count / all,
      look: ending === 'composed' ? 'two' : isError(ending) ? 'bad' : 'three',
      text: `${shownCount(count)} · ${((100 * count) / all).toFixed(1)} %`,
    })),
  );
}

function overTime(samples: readonly Sample[]) {
  const last = samples.at(-1);
  const end = last === undefined ? 1 : last.at + last.seconds;
  const firstMeasured = samples.find(({ measured }) => measured)?.at ?? 0;
  return {
    xs: samples.map(({ at, seconds }) => at + seconds / 2),
    x: timeScale(end),
    shownX: (value: number) => `at ${shownCount(Math.floor(value))} s`,
    shadedTo: firstMeasured,
  };
}

const valuesOf = (series: readonly Series[]): readonly number[] =>
  series.flatMap(({ values }) => values.filter((value) => value !== null));

const highestOf = (series: readonly Series[]): number => Math.max(...valuesOf(series), 1);
