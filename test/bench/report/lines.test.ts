import { expect, it } from 'vitest';
import { lineChart } from './lines.ts';

it('what grows in proportion is drawn as a straight line over whole decades', () => {
  const points = [1, 10, 100].map((x) => ({ x, y: x * 20 }));
  const svg = lineChart({ title: 'cost', xTitle: 'size', lines: [{ name: 'µs', points }] });
  const [, drawn = ''] = /<polyline points="([^"]*)"/.exec(svg) ?? [];
  const places = drawn.split(' ').map((place) => place.split(',').map(Number) as [number, number]);
  const [[x0, y0] = [0, 0], [x1, y1] = [0, 0], [x2, y2] = [0, 0]] = places;
  expect(x1 - x0).toBeCloseTo(x2 - x1, 0);
  expect(y0 - y1).toBeCloseTo(y1 - y2, 0);
  for (const tick of ['>1<', '>100<', '>10,000<', '>size<']) expect(svg).toContain(tick);
});
