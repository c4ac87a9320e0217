import { expect, it } from 'vitest';
import { durationMs, share, sizeBytes, Unreadable } from './quantity.ts';

it.each([
  ['500ms', 500],
  ['10s', 10_000],
  ['1.5m', 90_000],
  ['24h', 86_400_000],
])('%s takes %i milliseconds', (text, expected) => {
  expect(durationMs(text)).toBe(expected);
});

it.each([
  ['900B', 900],
  ['3KB', 3_000],
  ['1.5KiB', 1_536],
  ['1MiB', 1_048_576],
])('%s is %i bytes', (text, expected) => {
  expect(sizeBytes(text)).toBe(expected);
});

it.each([
  ['0%', 0],
  ['0.5%', 0.005],
  ['100%', 1],
])('%s is %f', (text, expected) => {
  expect(share(text)).toBeCloseTo(expected, 12);
});

it.each([
  ['a duration', durationMs, ['', '10', 's', '0s', '-1s', '1d', '25h', '1 s']],
  ['a size', sizeBytes, ['', '3', 'KB', '0B', '3kb', '3 KB']],
  ['a share', share, ['', '5', '101%', '-1%', '%']],
] as const)('is no %s', (_what, read, texts) => {
  for (const text of texts) expect(() => read(text), text).toThrow(Unreadable);
});
