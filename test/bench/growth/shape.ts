import type { Point } from '../report/lines.ts';

/** Between two points: how many decades cost rises in one decade; 1 is in proportion, above it is worse. */
export interface Slope {
  readonly from: number;
  readonly to: number;
  readonly exponent: number;
}

export function slopes(points: readonly Point[]): Slope[] {
  return points.slice(1).map(({ x, y }, at) => {
    const before = points[at] ?? { x: Number.NaN, y: Number.NaN };
    return { from: before.x, to: x, exponent: Math.log(y / before.y) / Math.log(x / before.x) };
  });
}

/** The steepest part; undefined where there are not two points. */
export const steepest = (points: readonly Point[]): Slope | undefined =>
  slopes(points).toSorted((left, right) => right.exponent - left.exponent)[0];

/** Where a rise is as good as over: the first point that reaches nine tenths of the best. */
export function knee(points: readonly Point[]): Point | undefined {
  const best = Math.max(...points.map(({ y }) => y));
  return points.find(({ y }) => y >= best * 0.9);
}
