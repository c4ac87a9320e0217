import { parser } from '@prometheus-io/lezer-promql';
import type { Sample } from './scrape.ts';

/** A metric in a query, and what it wants of labels. */
interface Selector {
  readonly metric: string;
  readonly matchers: readonly Matcher[];
}

interface Matcher {
  readonly label: string;
  readonly operator: string;
  readonly value: string;
}

/** What a query names. */
interface Query {
  readonly selectors: readonly Selector[];
  /** Labels by which it groups or joins. */
  readonly grouping: readonly string[];
  readonly broken: boolean;
}

/** Labels that Prometheus puts on everything that it asks for: see infra/prometheus/prometheus.yml. */
const scraped = ['job', 'instance', 'service'];
/** Metrics that Prometheus makes itself. */
const ofPrometheus = ['up'];

/** What is wrong with a query on a system that tells these numbers, e.g. `no metric specline_foo`. */
export function faultsOf(text: string, samples: readonly Sample[]): string[] {
  const { selectors, grouping, broken } = readQuery(text);
  if (broken || selectors.length === 0) return [`no query: ${text}`];
  const labels = new Set(selectors.flatMap(({ metric }) => labelsOf(metric, samples)));
  const unknown = grouping.filter((label) => !labels.has(label) && !scraped.includes(label));
  return [
    ...selectors.flatMap((selector) => faultsOfSelector(selector, samples)),
    ...unknown.map((label) => `no label ${label} to group by`),
  ];
}

const labelsOf = (metric: string, samples: readonly Sample[]): string[] =>
  samples.filter(({ name }) => name === metric).flatMap(({ labels }) => Object.keys(labels));

function faultsOfSelector({ metric, matchers }: Selector, samples: readonly Sample[]): string[] {
  const told = samples.filter(({ name }) => name === metric);
  if (told.length === 0 && !ofPrometheus.includes(metric)) return [`no metric ${metric}`];
  return matchers
    .filter(({ label }) => !scraped.includes(label))
    .flatMap(({ label, operator, value }) => {
      const alternatives = operator.endsWith('~') ? value.split('|') : [value];
      const lacking = alternatives.filter((wanted) => !told.some(({ labels }) => labels[label] === wanted));
      return lacking.map((wanted) => `${metric} is never told under ${label}="${wanted}"`);
    });
}

function readQuery(text: string): Query {
  const selectors: { metric: string; matchers: Matcher[] }[] = [];
  const grouping: string[] = [];
  let broken = false;
  parser.parse(text).iterate({
    enter(node) {
      const words = text.slice(node.from, node.to);
      if (node.type.isError) broken = true;
      if (node.name === 'Identifier') selectors.push({ metric: words, matchers: [] });
      if (node.name === 'UnquotedLabelMatcher') selectors.at(-1)?.matchers.push(readMatcher(words));
      if (node.name === 'LabelName' && node.node.parent?.name === 'GroupingLabels') grouping.push(words);
    },
  });
  return { selectors, grouping, broken };
}

function readMatcher(text: string): Matcher {
  const [, label = '', operator = '', value = ''] = /^(\w+)\s*(=~|!~|!=|=)\s*"(.*)"$/.exec(text) ?? [];
  return { label, operator, value };
}
