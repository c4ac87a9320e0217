/** A number of milliseconds with three digits that matter, as `0.84 ms`, `12.3 ms` or `1.20 s`. */
export function shownMs(ms: number | null | undefined): string {
  if (ms === null || ms === undefined) return '–';
  if (ms >= 1_000) return `${digits(ms / 1_000)} s`;
  return `${digits(ms)} ms`;
}

/** A number a second. */
export const shownRate = (rate: number): string => (rate >= 100 ? String(Math.round(rate)) : rate.toFixed(1));

export const shownCount = (count: number): string => count.toLocaleString('en-US');

function digits(value: number): string {
  if (value >= 99.95) return value.toFixed(0);
  return value >= 9.995 ? value.toFixed(1) : value.toFixed(2);
}
