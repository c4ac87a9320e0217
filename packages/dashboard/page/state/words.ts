/** A duration in at most five characters or so: `0.4 ms`, `12 ms`, `1.2 s`, `3 min`. */
export function durationText(ms: number | undefined): string {
  if (ms === undefined) return '–';
  if (ms > 0 && ms < 10) return `${ms.toFixed(1)} ms`;
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(ms < 10_000 ? 1 : 0)} s`;
  return ageText(ms);
}

const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
] as const;

/** How long ago, roughly: `12 s`, `3 min`, `5 h`, `2 d`. */
export function ageText(ms: number | undefined): string {
  if (ms === undefined) return '–';
  const [unit, length] = units.find(([, size]) => ms >= size) ?? units[3];
  return `${Math.max(0, Math.floor(ms / length))} ${unit}`;
}

/** A rate: one decimal where it is small. */
export const rateText = (rate: number): string =>
  rate > 0 && rate < 10 ? rate.toFixed(1) : Math.round(rate).toString();

export const shareText = (share: number): string => `${(share * 100).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`;

/** The time of day of a place where it is read. */
export const clockText = (at: number | undefined): string =>
  at === undefined ? '–' : new Date(at).toLocaleTimeString(undefined, { hour12: false });

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
