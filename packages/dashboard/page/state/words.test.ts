import { expect, it } from 'vitest';
import { ageText, durationText, plural, rateText, shareText } from './words.ts';

it.each([
  [undefined, '–'],
  [0, '0 ms'],
  [0.44, '0.4 ms'],
  [12.3, '12 ms'],
  [999.6, '1000 ms'],
  [1_240, '1.2 s'],
  [42_000, '42 s'],
  [180_000, '3 min'],
])('a duration of %s ms is %s', (ms, text) => {
  expect(durationText(ms)).toBe(text);
});

it.each([
  [undefined, '–'],
  [-5, '0 s'],
  [12_900, '12 s'],
  [180_000, '3 min'],
  [5 * 3_600_000, '5 h'],
  [50 * 3_600_000, '2 d'],
])('an age of %s ms is %s', (ms, text) => {
  expect(ageText(ms)).toBe(text);
});

it.each([
  [rateText(0), '0'],
  [rateText(0.04), '0.0'],
  [rateText(9.94), '9.9'],
  [rateText(499.6), '500'],
  [shareText(0), '0 %'],
  [shareText(0.034), '3.4 %'],
  [shareText(0.5), '50 %'],
  [plural(1, 'node'), '1 node'],
  [plural(2_000, 'request'), '2,000 requests'],
])('%s', (text, expected) => {
  expect(text).toBe(expected);
});
