import type { Point } from '../report/lines.ts';
import { tableOf } from '../report/table.ts';
import type { Measurement } from './measure-sweep.ts';
import { knee, steepest } from './shape.ts';

/** A sweep that was measured. */
export interface Grown {
  readonly name: string;
  readonly title: string;
  readonly xTitle: string;
  readonly measured: readonly Measurement[];
}

export interface GrowthReport {
  readonly machine: readonly (readonly [name: string, value: string])[];
  readonly method: string;
  readonly grown: readonly Grown[];
  /** Milliseconds of a push by endpoints. */
  readonly pushes: readonly Point[];
}

/** The page as Markdown, beside its pictures. */
export const growthPage = ({ machine, method, grown, pushes }: GrowthReport): string =>
  [
    '# How cost grows\n',
    'Written by `npm run bench:growth`; whatever is changed here is lost with its next run.\n',
    `${method} Told are medians. CPU time is that of all processes for one spec, client, NATS and Redis too. An exponent says how many decades a cost rises in one decade: 1 is in proportion, and so counts, for noise, what is up to ${tolerance}. It is told where it is largest.\n`,
    tableOf(['machine', ''], machine),
    ...grown.map(section),
    '## What a node knows, pushed\n',
    '![milliseconds of a push](pushes.svg)\n',
    tableOf(
      ['endpoints', 'ms of a push'],
      pushes.map(({ x, y }) => [x.toFixed(0), y.toFixed(1)]),
    ),
    `${steepestText(pushes)}\n`,
  ].join('\n');

function section({ name, title, xTitle, measured }: Grown): string {
  const cost = measured.map(({ x, cpu }) => ({ x, y: cpu }));
  const speed = measured.map(({ x, perSecond }) => ({ x, y: perSecond }));
  return [
    `## ${title}\n`,
    `![cost and time](${name}.svg)\n`,
    tableOf(
      [xTitle, 'CPU µs', 'specs/s', 'p50 ms', 'p99 ms'],
      measured.map(({ x, cpu, perSecond, p50, p99 }) => [
        x.toFixed(0),
        cpu.toFixed(0),
        perSecond.toFixed(0),
        p50.toFixed(1),
        p99.toFixed(1),
      ]),
    ),
    `${steepestText(cost)}${name === 'open' ? ` ${kneeText(speed)}` : ''}\n`,
  ].join('\n');
}

/** In proportion is 1; the rest is for noise. */
const tolerance = 1.2;

function steepestText(points: readonly Point[]): string {
  const slope = steepest(points);
  if (slope === undefined) return '';
  const verdict = slope.exponent > tolerance ? 'worse than in proportion' : 'not worse than in proportion';
  return `The largest exponent is ${slope.exponent.toFixed(2)}, from ${slope.from} to ${slope.to}: ${verdict}.`;
}

function kneeText(points: readonly Point[]): string {
  const found = knee(points);
  const last = points.at(-1);
  if (found === undefined || last === undefined) return '';
  const best = Math.max(...points.map(({ y }) => y));
  const left = ((last.y / best) * 100).toFixed(0);
  return `The knee is at ${found.x} open: more give less than a tenth more specs a second. With ${last.x} they are ${left} % of the most.`;
}
