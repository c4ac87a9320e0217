import { InvalidArgumentError } from 'commander';

const units: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Reads an option that is a time in the past: `10m`, which is ten minutes ago, or an ISO 8601 time. */
export function pastTime(text: string): Date {
  const [, count = '', unit = ''] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  const time = units[unit] === undefined ? isoTime(text) : Date.now() - Number(count) * units[unit];
  if (!Number.isNaN(time)) return new Date(time);
  throw new InvalidArgumentError(
    'It must be a duration such as 30s, 10m, 2h or 7d, or a time such as 2026-03-01T09:00Z.',
  );
}

/** Other spellings that `Date` reads depend on its mood: "10" would be a year. */
const isoTime = (text: string): number =>
  /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2})?)?$/.test(text) ? Date.parse(text) : Number.NaN;
