import { median } from '../statistics.ts';
import type { Contestant } from '../system/contestant.ts';
import type { Noise } from './noise.ts';
import { cpuTable, speedTable } from './numbers.ts';
import type { Row } from './summary.ts';
import { tableOf } from './table.ts';

/** All that a run has come to. */
export interface Report {
  readonly machine: readonly (readonly [name: string, value: string])[];
  readonly contestants: readonly Contestant[];
  readonly rows: readonly Row[];
  readonly noise: readonly Noise[];
  /** How it was measured, in words: rounds, seconds. */
  readonly method: string;
}

/** The page as Markdown; the pictures are beside it, in docs/bench. */
export function page({ machine, contestants, rows, noise, method }: Report): string {
  const named = (names: readonly string[]): readonly Row[] => rows.filter(({ system }) => names.includes(system));
  const beside = (baseline: string): string[] => [
    baseline,
    ...contestants.filter((contestant) => contestant.baseline === baseline).map(({ name }) => name),
  ];
  const alone = contestants.filter(({ baseline, name }) => baseline === undefined && beside(name).length === 1);
  return [
    '# Benchmarks\n',
    'Written by `npm run bench`; whatever is changed here is lost with its next run. How cost grows with requests, inventories, workers and open requests is in [docs/bench/growth.md](docs/bench/growth.md).\n',
    `${method} Told are medians, and in brackets between what the middle half of the rounds lies. A ratio is that of requests a second within one round; "p50 times" is how many times the minimum's p50 a p50 is; "ratio by CPU" is that of the CPU time that all processes, clients and servers too, take for one request, which other users of the machine disturb less. CPU time is that of one request, in µs.\n`,
    tableOf(['machine', ''], machine),
    '## Create, beside a hand-written minimum\n',
    '![ratios](docs/bench/create.svg)\n\n![ratios by CPU](docs/bench/create-cpu.svg)\n',
    speedTable(named(beside('min'))),
    '## Submit, beside a durable minimum\n',
    '![ratios](docs/bench/submit.svg)\n\n![ratios by CPU](docs/bench/submit-cpu.svg)\n',
    speedTable(named(beside('min-durable'))),
    '## The rules alone\n',
    speedTable(named(alone.map(({ name }) => name))),
    '## What is compared, and what is not comparable\n',
    tableOf(
      ['system', 'what it is', 'what it lacks beside Specline'],
      contestants.map(({ name, about, lacks }) => [name, about, lacks]),
    ),
    `${comparable}\n`,
    '## Noise\n',
    noiseText(noise),
    '## CPU time of each process for one request, in µs\n',
    cpuTable(rows),
  ].join('\n');
}

const comparable = `Every client begins with an object and ends with one, and sends the same requests of 2.9 KB. The workers of all systems
but Specline decide nothing: they parse what they are sent and answer about 500 bytes of it. Specline's apply the rules,
and its aggregator composes a spec of 2.5 KB with digest and staging plan, so that its ratio holds the price of the
work itself, too. It validates requests, slices and partials, reads the inventory in Redis (no container is asked for
twice within the age of a cache), goes on with the trace context of each request, records two events of it in a stream,
publishes progress, writes a line of log, counts for metrics that are scraped every 5 seconds, and all its connections
are of users with rights of their own. Every answer of every system is checked to be that of its request; one of 499
specs is held against what \`specline compile\` gives, byte by byte. All processes share the processors with their client,
NATS and Redis; what a system does with more processors is not seen here.`;

function noiseText(noise: readonly Noise[]): string {
  if (noise.length === 0) return 'Not known: the whole was done once.\n';
  const percent = (part: number): string => `${(part * 100).toFixed(0)} %`;
  const of = (read: (each: Noise) => number): string =>
    `${percent(median(noise.map(read)))}, at most ${percent(Math.max(...noise.map(read)))}`;
  return [
    'The whole was done twice, with all processes started anew. So far were the ratios of the two apart:',
    `in the median ${of(({ ratio }) => ratio)}; by CPU in the median ${of(({ cpuRatio }) => cpuRatio)}.\n`,
    tableOf(
      ['system', 'open', 'ratio off by', 'ratio by CPU off by'],
      noise.map((each) => [each.system, String(each.open), percent(each.ratio), percent(each.cpuRatio)]),
    ),
  ].join('\n');
}
