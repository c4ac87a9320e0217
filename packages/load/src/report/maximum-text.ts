import type { Maximum, Step } from '../find-max/find-maximum.ts';
import { shownCount, shownMs, shownRate } from './numbers.ts';
import { textTable } from './text-table.ts';

const becauseOf: Readonly<Record<Maximum['limitedBy'], string>> = {
  latency: 'the next higher rate that was tried was too slow',
  errors: 'the next higher rate that was tried had errors',
  generator: 'the generator, not the system, could not do more; the system may take a higher rate',
  bound: 'no higher rate was tried, for --max-rate; the system may take one',
  interruption: 'the search was ended early, on demand',
};

/** What a search has found, as text for a terminal. */
export function maximumText(maximum: Maximum): string {
  const { steps } = maximum;
  return `${textTable([
    ['rate', 'seconds', 'sent', 'errors', 'p99', 'target', 'run'],
    ...steps.map((step) => [
      `${shownRate(step.rate)}/s`,
      String(step.seconds),
      shownCount(step.sent),
      shownCount(step.errors),
      shownMs(step.p99),
      verdictOf(step),
      step.confirms ? 'confirms' : 'searches',
    ]),
  ])}\n${conclusion(maximum)}`;
}

/** One step of a search that goes on. */
export const stepLine = (step: Step): string =>
  `${shownRate(step.rate)}/s for ${step.seconds} s: p99 ${shownMs(step.p99)}, ${verdictOf(step)}`;

const verdictOf = ({ met, by }: Step): string => (met ? 'met' : by === undefined ? 'cut short' : `missed: ${by}`);

function conclusion({ rate, targetMs, confirmedBy, confirmations, limitedBy, steps }: Maximum): string {
  const because = becauseOf[limitedBy];
  if (rate === null) return `no rate keeps to a p99 of ${shownMs(targetMs)}: ${because}\n`;
  const higher = steps.filter((step) => step.by !== undefined && step.rate > rate).map((step) => step.rate);
  const next = higher.length === 0 ? '' : ` (${shownRate(Math.min(...higher))}/s)`;
  return `highest rate with a p99 of ${shownMs(targetMs)} or less: ${shownRate(rate)}/s\n  how sure: met in ${confirmedBy} of ${confirmations} runs that confirm it; ${because}${next}\n`;
}
