import { durationMs, Unreadable } from './quantity.ts';

/** A stretch of time in which the rate goes evenly from one value to another. */
export interface Segment {
  readonly name: string;
  /** Requests a second at its beginning, and at its end. */
  readonly from: number;
  readonly to: number;
  readonly durationMs: number;
}

/** More than any one process sends; a larger number is a slip. */
const highestRate = 100_000;
/** Each has figures of its own, which take memory. */
const mostSegments = 100;

/**
 * Reads a profile: `constant:200/30s`, `ramp:100..1000/30s`, `step:100,200,400/10s` (each of them so long), and several
 * one after the other with `+` between them.
 *
 * @throws Unreadable saying what to write.
 */
export function parseProfile(text: string): readonly Segment[] {
  const segments = text.split('+').flatMap(segmentsOf);
  if (segments.length <= mostSegments) return segments;
  throw new Unreadable(`a profile has at most ${mostSegments} parts, and this one has ${segments.length}`);
}

/** The profile of `--rate` and `--duration`. */
export const constantProfile = (rate: number, duration: number): readonly Segment[] => [
  { name: `${rate}/s`, from: rate, to: rate, durationMs: duration },
];

function segmentsOf(text: string): readonly Segment[] {
  const [, shape = '', rates = '', time = ''] = /^(constant|ramp|step):([\d.,]+)\/(\w[\w.]*)$/.exec(text) ?? [];
  const duration = shape === '' ? undefined : durationMs(time);
  if (duration === undefined) throw unreadable(text);
  if (shape === 'ramp') return [ramp(text, rates.split('..'), duration)];
  const steps = rates.split(',');
  if (shape === 'constant' && steps.length > 1) throw unreadable(text);
  return steps.flatMap((rate) => constantProfile(positive(text, rate), duration));
}

function ramp(text: string, ends: readonly string[], duration: number): Segment {
  const [from, to] = ends.map((rate) => rateOf(text, rate));
  if (from === undefined || to === undefined || ends.length > 2 || from + to === 0) throw unreadable(text);
  return { name: `${from}..${to}/s`, from, to, durationMs: duration };
}

function positive(text: string, rate: string): number {
  const value = rateOf(text, rate);
  if (value > 0) return value;
  throw unreadable(text);
}

function rateOf(text: string, rate: string): number {
  const value = /^\d+(\.\d+)?$/.test(rate) ? Number(rate) : Number.NaN;
  if (value <= highestRate) return value;
  throw unreadable(text);
}

const unreadable = (text: string): Unreadable =>
  new Unreadable(
    `"${text}" is no profile; write constant:200/30s, ramp:100..1000/30s or step:100,200,400/10s, joined by +, ` +
      `with rates up to ${highestRate} a second`,
  );
