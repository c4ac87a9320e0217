import { shownCount, shownMs } from '../report/numbers.ts';

/** Where values are on an axis, from 0 to 1. */
export interface Scale {
  at(value: number): number;
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
}

/** From 0 to a round number above all values. */
export function linearScale(highest: number, label: (value: number) => string = shownCount): Scale {
  const step = roundStep((highest || 1) / 4);
  const top = Math.ceil((highest || 1) / step - 1e-9) * step;
  const count = Math.round(top / step);
  return {
    at: (value) => value / top,
    ticks: Array.from({ length: count + 1 }, (_, index) => ({ at: index / count, label: label(index * step) })),
  };
}

/** 1, 2 or 5 with zeros: the smallest of them that is not below. */
function roundStep(atLeast: number): number {
  const power = 10 ** Math.floor(Math.log10(atLeast));
  return power * ([1, 2, 5].find((digit) => digit * power >= atLeast * (1 - 1e-9)) ?? 10);
}

/** Milliseconds: from 0 where they are near each other, by powers of ten where not. */
export function latencyScale(values: readonly number[]): Scale {
  const highest = Math.max(...values, 0.001);
  const lowest = Math.max(0.001, Math.min(...values, highest));
  return highest / lowest > 20 ? logScale(lowest, highest) : linearScale(highest, tickMs);
}

function logScale(lowest: number, highest: number): Scale {
  const from = Math.floor(Math.log10(lowest));
  const to = Math.ceil(Math.log10(highest) - 1e-9);
  const span = to - from;
  return {
    at: (value) => (Math.log10(Math.max(value, 10 ** from)) - from) / span,
    ticks: Array.from({ length: span + 1 }, (_, index) => ({ at: index / span, label: tickMs(10 ** (from + index)) })),
  };
}

const tickMs = (ms: number): string =>
  ms === 0
    ? '0'
    : shownMs(ms)
        .replace(/(\.\d*?)0+(?= )/, '$1')
        .replace(/\.(?= )/, '');

/** Percentiles by their nines: from 99 to 99.9 is as far as from 90 to 99. What is beyond the last one is at the end. */
export function percentScale(highest: number): Scale {
  const ninesOf = (percent: number): number => -Math.log10(Math.max(1e-9, 1 - percent / 100));
  const span = ninesOf(highest) * 1.04;
  return {
    at: (percent) => Math.min(1, ninesOf(percent) / span),
    ticks: [50, 90, 99, 99.9, 99.99, 99.999]
      .filter((percent) => percent <= highest)
      .map((percent) => ({ at: ninesOf(percent) / span, label: `${percent}%` })),
  };
}

/** Seconds of a run. */
export const timeScale = (seconds: number): Scale =>
  linearScaleTo(seconds, (value) => (seconds > 300 ? `${shownCount(value / 60)} min` : `${shownCount(value)} s`));

/** Ends where the values do. */
function linearScaleTo(highest: number, label: (value: number) => string): Scale {
  const minutes = highest > 300;
  const step = minutes ? roundStep(highest / 60 / 5) * 60 : roundStep(highest / 5);
  const count = Math.floor(highest / step + 1e-9);
  return {
    at: (value) => value / highest,
    ticks: Array.from({ length: count + 1 }, (_, index) => ({
      at: (index * step) / highest,
      label: label(index * step),
    })),
  };
}
