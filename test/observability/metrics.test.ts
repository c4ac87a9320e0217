import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type MetricName, metricTable } from '@specline/bus';
import { encode, kinds, subjectsBelow } from '@specline/contracts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { sampleRequest } from '../faults/sample.ts';
import { type ServiceName, services } from '../processes/services.ts';
import { type ObservedSystem, startObserved } from './observed.ts';
import { type Page, scrape } from './scrape.ts';

const subjects = subjectsBelow('specline.v1');
const names = Object.keys(metricTable) as MetricName[];

/** In the words of the page. */
const whose = {
  all: 'all',
  readers: 'all but resources',
  workers: 'workers',
  aggregator: 'aggregator',
} as const;
const tells: Readonly<Record<keyof typeof whose, (service: ServiceName) => boolean>> = {
  all: () => true,
  readers: (service) => service !== 'resources',
  workers: (service) => kinds.some((kind) => kind === service),
  aggregator: (service) => service === 'aggregator',
};

let system: ObservedSystem;
let pages: ReadonlyMap<ServiceName, Page>;
const page = (name: ServiceName): Page => pages.get(name) ?? expect.unreachable();

beforeAll(async () => {
  system = await startObserved();
  for (const id of ['r1', 'r2']) await system.create(sampleRequest({ id }));
  await system.create({ ...sampleRequest(), node: 'SECRET-node' });
  await system.create({ ...sampleRequest(), surplus: 'SECRET' });
  await submit('SECRET-order', encode({ ...sampleRequest(), id: 'SECRET-order' }));
  await told('specline_outcomes_total', { way: 'submit', status: 'composed', code: 'none' });
  await submit('no-submit', 'SECRET');
  await told('specline_dead_letters_total', { reason: 'unreadable' });
  pages = new Map(await Promise.all(services.map(async (name) => [name, await scrape(system.port(name))] as const)));
}, 60_000);
afterAll(() => system?.[Symbol.asyncDispose]());

const submit = (id: string, text: string) =>
  system.bus.journal.append(subjects.submit, text, { messageId: `${id}:sha256` });

/** Resolves when the aggregator has counted one. */
const told = (name: string, labels: Readonly<Record<string, string>>) =>
  vi.waitUntil(async () => (await scrape(system.port('aggregator'))).value(name, labels) === 1, { timeout: 10_000 });

describe.each(services)('%s', (service) => {
  it('tells what the table says of it, and no more', () => {
    const ours = [...page(service).families].filter(([name]) => name.startsWith('specline_'));
    const expected = names.filter((name) => tells[metricTable[name].of](service));
    const about = (name: MetricName) => [name, { type: metricTable[name].type, help: metricTable[name].help }];
    expect(ours.toSorted()).toEqual(expected.map(about).toSorted());
  });

  it('has under each label only values of the table', () => {
    for (const { name, labels } of page(service).samples.filter((sample) => sample.name.startsWith('specline_'))) {
      const family = name.replace(/_(?:bucket|sum|count)$/, '') as MetricName;
      const { le: _bucket, ...own } = labels;
      const known: Readonly<Record<string, readonly string[]>> = metricTable[family].labels;
      expect(Object.keys(own).toSorted()).toEqual(Object.keys(known).toSorted());
      for (const [label, value] of Object.entries(own)) expect(known[label]).toContain(value);
    }
  });

  it('tells of its process and its event loop', () => {
    expect(page(service).value('process_resident_memory_bytes')).toBeGreaterThan(1_000_000);
    expect(page(service).value('nodejs_eventloop_lag_p99_seconds')).toBeLessThan(10);
  });

  it('is connected', () => {
    expect(page(service).value('specline_bus_connected')).toBe(1);
    expect(page(service).value('specline_bus_connection_losses_total')).toBe(0);
  });

  it('tells nothing that came from a caller', async () => {
    const text = await (await fetch(`http://127.0.0.1:${system.port(service)}/metrics`)).text();
    expect(text).not.toMatch(/SECRET|win-01|r1/);
  });
});

describe('the aggregator', () => {
  it.each([
    ['specline_requests_total', { way: 'create' }, 4],
    ['specline_requests_total', { way: 'submit' }, 2],
    ['specline_outcomes_total', { way: 'create', status: 'composed', code: 'none' }, 2],
    ['specline_outcomes_total', { way: 'create', status: 'failed', code: 'not-found' }, 1],
    ['specline_outcomes_total', { way: 'create', status: 'failed', code: 'invalid-request' }, 1],
    ['specline_outcomes_total', { way: 'submit', status: 'composed', code: 'none' }, 1],
    ['specline_composition_duration_seconds_count', { way: 'create' }, 3],
    ['specline_composition_duration_seconds_count', { way: 'submit' }, 1],
    ['specline_partial_duration_seconds_count', { kind: 'network' }, 3],
    ['specline_dead_letters_total', { reason: 'unreadable' }, 1],
    ['specline_dead_letters_total', { reason: 'conflict' }, 0],
    // An accepted event, an outcome, its event, and a dead letter.
    ['specline_journal_appends_total', { result: 'done' }, 4],
    ['specline_journal_appends_total', { result: 'failed' }, 0],
    ['specline_creates_open', {}, 0],
    ['specline_joins_open', {}, 0],
    ['specline_submits_taken', {}, 1],
  ])('tells %s of %j: %d', (name, labels, value) => {
    expect(page('aggregator').value(name, labels)).toBe(value);
  });
});

it.each(kinds)('%s tells of its jobs', (kind) => {
  expect(page(kind).value('specline_jobs_total', { kind, result: 'ok' })).toBe(3);
  expect(page(kind).value('specline_job_duration_seconds_count', { kind })).toBe(3);
  expect(page(kind).value('specline_jobs_open', { kind })).toBe(0);
});

it.each([
  ['credentials', 'the second read of a node is answered by the cache', { miss: 1, hit: 2 }],
  ['image', 'what is of one container is read each time', { miss: 3, hit: 0 }],
] as const)('%s tells of its reads: %s', (service, _, reads) => {
  for (const [result, count] of Object.entries(reads))
    expect(page(service).value('specline_inventory_reads_total', { result })).toBe(count);
});

it('docs/metrics.md shows the table', async () => {
  const text = await readFile(join(import.meta.dirname, '..', '..', 'docs', 'metrics.md'), 'utf8');
  const rows = names.map((name) => {
    const { type, labels, of, help } = metricTable[name];
    const labelNames = Object.keys(labels).map((label) => `\`${label}\``);
    return `| \`${name}\` | ${type} | ${labelNames.join(', ')} | ${whose[of]} | ${help} |`;
  });
  expect(text.split('\n').filter((line) => line.startsWith('| `specline_'))).toEqual(rows);
});
