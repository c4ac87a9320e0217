/** A text on the command line that cannot be understood; the message says what to write. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

const units = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const;
const longestMs = 24 * units.h;

/** A duration such as `500ms`, `10s`, `1.5m` or `1h` in milliseconds. @throws Unreadable */
export function durationMs(text: string): number {
  const [, count = '', unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text) ?? [];
  const milliseconds = Number(count) * (units[unit as keyof typeof units] ?? Number.NaN);
  if (milliseconds > 0 && milliseconds <= longestMs) return milliseconds;
  throw new Unreadable(`"${text}" is no duration; write one such as 500ms, 10s, 2m or 1h, at most 24h`);
}

const bytesOf = { B: 1, KB: 1_000, KiB: 1_024, MB: 1_000_000, MiB: 1_048_576 } as const;

/** A size such as `900B`, `3KB` or `64KiB` in bytes. @throws Unreadable */
export function sizeBytes(text: string): number {
  const [, count = '', unit = ''] = /^(\d+(?:\.\d+)?)(B|KB|KiB|MB|MiB)$/.exec(text) ?? [];
  const bytes = Math.round(Number(count) * (bytesOf[unit as keyof typeof bytesOf] ?? Number.NaN));
  if (bytes > 0) return bytes;
  throw new Unreadable(`"${text}" is no size; write one such as 900B, 3KB or 64KiB`);
}

/** A share such as `5%` or `0.5%`, from 0 to 1. @throws Unreadable */
export function share(text: string): number {
  const [, percent = ''] = /^(\d+(?:\.\d+)?)%$/.exec(text) ?? [];
  if (percent !== '' && Number(percent) <= 100) return Number(percent) / 100;
  throw new Unreadable(`"${text}" is no share; write one from 0% to 100%`);
}
