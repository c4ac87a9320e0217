import type { Usage } from './measure.ts';
import { median } from './statistics.ts';

/** What was measured of each checkout as text; the speed is in bundles a second, and as a part of the first one's. */
export function tableOf(measured: ReadonlyMap<string, readonly Usage[]>, bundles: number): string {
  const [first = []] = measured.values();
  const rows = Array.from(measured, ([checkout, usages]) => [
    perSecond(bundles, median(usages.map(cpu))),
    perSecond(bundles, Math.min(...usages.map(cpu))),
    perSecond(bundles, median(usages.map(({ wall }) => wall))),
    seconds(median(usages.map(({ user }) => user))),
    seconds(median(usages.map(({ system }) => system))),
    (median(first.map(cpu)) / median(usages.map(cpu))).toFixed(2),
    checkout,
  ]);
  const head = ['by CPU time', 'at best', 'by the clock', 'user', 'system', 'ratio', 'checkout'];
  return [head, ...rows]
    .map(
      (cells) =>
        `${cells
          .map((cell) => cell.padEnd(14))
          .join('')
          .trimEnd()}\n`,
    )
    .join('');
}

const cpu = ({ user, system }: Usage): number => user + system;

const perSecond = (bundles: number, microseconds: number): string => `${Math.round((bundles * 1e6) / microseconds)}/s`;

const seconds = (microseconds: number): string => `${(microseconds / 1e6).toFixed(2)} s`;
