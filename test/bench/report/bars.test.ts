import { expect, it } from 'vitest';
import { barChart } from './bars.ts';

const of = (median: number) => ({ median, low: median, high: median });

it('bars are as long as their values, and say them', () => {
  const bars = [
    { name: 'one & all', values: [of(1), of(0.25)] },
    { name: 'two', values: [of(0.5), undefined] },
  ];
  const svg = barChart({ title: 'ratios', series: ['a', 'b'], bars });
  const lengths = Array.from(svg.matchAll(/width="(\d+\.\d)"/g), ([, length]) => Number(length));
  const [longest = 0] = lengths;
  expect(lengths.map((length) => length / longest)).toEqual([1, 0.25, 0.5]);
  for (const text of ['>1.00<', '>0.25<', '>0.50<', '>one &amp; all<', '>a<']) expect(svg).toContain(text);
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" .*<\/svg>\n$/s);
});
