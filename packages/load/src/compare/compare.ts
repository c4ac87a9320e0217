import type { Comparable, ComparableSample } from '../result/read-result.ts';
import { type Figure, middle, resampled } from './resample.ts';

/** A figure of two sides. */
export interface Difference {
  readonly name: string;
  readonly unit: 'rate' | 'ms' | 'share';
  readonly before: number;
  readonly after: number;
  /** Of the figure before; null where that is zero, or nothing is known. */
  readonly change: number | null;
  /** Where 95 of 100 changes would be, by what single seconds and runs differ. */
  readonly range: readonly [number, number];
  readonly verdict: 'worse' | 'better' | 'noise' | 'unknown';
}

export interface Comparison {
  readonly differences: readonly Difference[];
  /** What makes the sides less comparable, in words. */
  readonly remarks: readonly string[];
  /** Some figure is worse by more than what is tolerated, and by more than noise. */
  readonly worse: boolean;
}

export interface CompareOptions {
  /** By how much a figure may be worse, from 0 to 1. */
  readonly tolerance: number;
}

interface Metric {
  readonly name: string;
  readonly unit: Difference['unit'];
  readonly better: 'higher' | 'lower';
  readonly figure: Figure<ComparableSample>;
}

const sum = (of: (sample: ComparableSample) => number, samples: readonly ComparableSample[]): number =>
  samples.reduce((total, sample) => total + of(sample), 0);

/** The mean over seconds of their own percentile: seconds are what can be drawn anew. */
const meanOf =
  (name: 'p50' | 'p90' | 'p99' | 'max'): Figure<ComparableSample> =>
  (samples) => {
    const known = samples.flatMap((sample) => sample[name] ?? []);
    return known.length === 0 ? Number.NaN : known.reduce((total, ms) => total + ms, 0) / known.length;
  };

const metrics: readonly Metric[] = [
  {
    name: 'answers/s',
    unit: 'rate',
    better: 'higher',
    figure: (samples) => sum(({ done }) => done, samples) / sum(({ seconds }) => seconds, samples),
  },
  ...(['p50', 'p90', 'p99', 'max'] as const).map(
    (name) => ({ name: `${name} of a second`, unit: 'ms', better: 'lower', figure: meanOf(name) }) as const,
  ),
  {
    name: 'errors',
    unit: 'share',
    better: 'lower',
    figure: (samples) =>
      sum(({ errors }) => errors, samples) /
      Math.max(
        1,
        sum(({ sent }) => sent, samples),
      ),
  },
];

/** So many more errors of all requests are a change that matters; there is no relative change from none. */
const errorStep = 0.001;

/** Compares runs from before a change with runs from after it. Each side has one or more. */
export function compare(
  before: readonly Comparable[],
  after: readonly Comparable[],
  { tolerance }: CompareOptions,
): Comparison {
  const sides = { before: before.map(measuredOf), after: after.map(measuredOf) };
  const differences = metrics.map((metric, seed) => differenceOf(metric, { ...sides, tolerance, seed }));
  const worse = differences.some(({ verdict }) => verdict === 'worse');
  return { differences, remarks: remarksOf(before, after), worse };
}

const measuredOf = ({ samples }: Comparable): readonly ComparableSample[] => samples.filter(({ measured }) => measured);

interface Sides {
  readonly before: readonly (readonly ComparableSample[])[];
  readonly after: readonly (readonly ComparableSample[])[];
  readonly tolerance: number;
  readonly seed: number;
}

function differenceOf({ name, unit, better, figure }: Metric, { before, after, tolerance, seed }: Sides): Difference {
  const [was, is] = [figure(before.flat()), figure(after.flat())];
  const olds = resampled(before, figure, 2 * seed);
  const news = resampled(after, figure, 2 * seed + 1);
  const changeOf = (from: number, to: number): number => (unit === 'share' ? to - from : to / from - 1);
  const range = middle(olds.map((old, round) => changeOf(old, news[round] ?? Number.NaN)));
  const change = changeOf(was, is);
  const tolerated = unit === 'share' ? Math.min(errorStep, tolerance) : tolerance;
  return {
    name,
    unit,
    before: was,
    after: is,
    change: Number.isFinite(change) ? change : null,
    range,
    verdict: verdictOf({ change, range, tolerated, better }),
  };
}

interface Judged {
  readonly change: number;
  readonly range: readonly [number, number];
  readonly tolerated: number;
  readonly better: Metric['better'];
}

/** A change that noise alone may make is none, however large; one that is tolerated is none, however sure. */
function verdictOf({ change, range: [low, high], tolerated, better }: Judged): Difference['verdict'] {
  if (![change, low, high].every(Number.isFinite)) return 'unknown';
  if (Math.abs(change) <= tolerated || (low <= 0 && high >= 0)) return 'noise';
  return change > 0 === (better === 'higher') ? 'better' : 'worse';
}

const fewSeconds = 10;

function remarksOf(before: readonly Comparable[], after: readonly Comparable[]): readonly string[] {
  const all = [...before, ...after];
  const names = [...new Set(all.flatMap(({ settings }) => Object.keys(settings)))].filter((name) => name !== 'system');
  const differing = names.filter((name) => new Set(all.map(({ settings }) => settings[name])).size > 1);
  const remarks: readonly (readonly [boolean, string])[] = [
    [differing.length > 0, `the runs were not made alike: they differ in ${differing.join(', ')}`],
    [all.some(({ interrupted }) => interrupted), 'a run was ended early'],
    [
      all.some((result) => new Set(measuredOf(result).map(({ asked }) => asked)).size > 1),
      'the rate changed during a run, and what that changes counts as noise; runs of one rate tell more',
    ],
    [
      before.length < 2 || after.length < 2,
      'what differs between runs by chance shows only with two or more on each side: a,b against c,d',
    ],
    [
      all.some((result) => measuredOf(result).length < fewSeconds),
      `a run has fewer than ${fewSeconds} measured seconds, too few to tell noise from a change`,
    ],
  ];
  return remarks.flatMap(([applies, text]) => (applies ? [text] : []));
}
