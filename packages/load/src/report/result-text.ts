import type { Percentiles } from '../figures/latencies.ts';
import { lateAfterMs } from '../figures/recorder.ts';
import type { LoadResult } from '../result/load-result.ts';
import { isError } from '../target/answer.ts';
import { shownCount, shownMs, shownRate } from './numbers.ts';
import { textTable } from './text-table.ts';

const percentiles = ['p50', 'p90', 'p99', 'p999', 'p9999', 'max'] as const;
const heads = ['p50', 'p90', 'p99', 'p99.9', 'p99.99', 'max'];

/** A result as text for a terminal. */
export function resultText(result: LoadResult): string {
  const { phases, total, parts } = result;
  const lines = phases.length > 1 ? [...phases, total] : phases;
  const blocks = [
    textTable([
      ['phase', 'seconds', 'sent', 'answers', 'errors', 'answers/s', ...heads],
      ...lines.map((each) => [
        each.name,
        each.seconds.toFixed(1),
        shownCount(each.sent),
        shownCount(each.done),
        shownCount(each.errors),
        shownRate(each.donePerSecond),
        ...shownPercentiles(each.latency),
      ]),
    ]),
    endingsTable(result),
    textTable([
      ['as the system says', 'count', ...heads],
      ...parts.map(({ part, latency }) => [part, shownCount(latency.count), ...shownPercentiles(latency)]),
    ]),
    generatorLine(result),
    ...result.remarks.map((remark) => `note: ${remark}\n`),
  ];
  return blocks.filter((block) => block !== '').join('\n');
}

const shownPercentiles = (latency: Percentiles): string[] => percentiles.map((name) => shownMs(latency[name]));

const endingsTable = ({ endings }: LoadResult): string =>
  textTable([
    ['answer', 'count', 'is'],
    ...endings.map(({ ending, count }) => [ending, shownCount(count), kindOf(ending)]),
  ]);

const kindOf = (ending: LoadResult['endings'][number]['ending']): string => {
  if (ending === 'composed') return 'a spec';
  return isError(ending) ? 'an error' : 'a refusal';
};

function generatorLine({ lateness, late, generator, model }: LoadResult): string {
  if (model === 'closed') return '';
  const { notSent } = generator;
  return `generator: sent ${shownMs(lateness.p50)} late in the median, ${shownMs(lateness.max)} at worst; ${shownCount(late)} more than ${lateAfterMs} ms late, ${shownCount(notSent)} never\n`;
}
