import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { services } from '../processes/services.ts';
import { type ObservedSystem, startObserved } from './observed.ts';
import { faultsOf } from './promql.ts';
import { type Sample, scrape } from './scrape.ts';

const root = join(import.meta.dirname, '..', '..');
const read = (path: string): Promise<string> => readFile(join(root, path), 'utf8');
const duration = z.string().regex(/^\d+[smhd]$/);

const rulesSchema = z.strictObject({
  groups: z.array(
    z.strictObject({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string().regex(/^Specline[A-Za-z]+$/),
          expr: z.string(),
          for: duration.optional(),
          labels: z.strictObject({ severity: z.enum(['page', 'ticket']) }),
          annotations: z.strictObject({ summary: z.string(), description: z.string() }),
        }),
      ),
    }),
  ),
});

const dashboardSchema = z.object({
  panels: z.array(
    z.object({
      id: z.int(),
      type: z.enum(['row', 'timeseries', 'stat']),
      title: z.string(),
      gridPos: z.object({ h: z.int(), w: z.int(), x: z.int(), y: z.int() }),
      targets: z.array(z.object({ expr: z.string(), datasource: z.object({ uid: z.string() }) })).default([]),
    }),
  ),
});

const configSchema = z.object({
  rule_files: z.array(z.string()),
  scrape_configs: z.array(
    z.object({
      job_name: z.string(),
      dns_sd_configs: z.array(z.object({ names: z.array(z.string()), port: z.int() })),
    }),
  ),
});

const { groups } = rulesSchema.parse(parse(await read('infra/prometheus/alerts.yml')));
const { panels } = dashboardSchema.parse(JSON.parse(await read('infra/grafana/dashboards/specline.json')));
const rules = groups.flatMap((group) => group.rules);
const graphs = panels.filter(({ type }) => type !== 'row');

/** As Grafana fills them in. */
const filled = (query: string): string => query.replaceAll(/\$__(?:rate_interval|range)/g, '5m');

let system: ObservedSystem;
let samples: readonly Sample[];
beforeAll(async () => {
  system = await startObserved();
  const pages = await Promise.all(services.map((name) => scrape(system.port(name))));
  samples = pages.flatMap((page) => page.samples);
}, 60_000);
afterAll(() => system?.[Symbol.asyncDispose]());

it.each([
  ['rate(specline_requests_total[5m]', /^no query/],
  ['1 +', /^no query/],
  ['sum(specline_request_total)', 'no metric specline_request_total'],
  [
    'specline_jobs_total{kind="imagine"} / specline_jobs_open{kind="image"}',
    'specline_jobs_total is never told under kind="imagine"',
  ],
  ['specline_jobs_total{result=~"ok|sistem"}', 'specline_jobs_total is never told under result="sistem"'],
  ['sum by (kinds) (specline_jobs_total)', 'no label kinds to group by'],
])('a fault is seen: %s', (query, fault) => {
  expect(faultsOf(query, samples)).toEqual([expect.stringMatching(fault)]);
});

describe('each alert can fire on a system that runs', () => {
  it.each(rules)('$alert', ({ expr, annotations }) => {
    expect(faultsOf(expr, samples)).toEqual([]);
    for (const [, label = ''] of Object.values(annotations)
      .join()
      .matchAll(/\$labels\.(\w+)/g)) {
      const known = samples.some(({ name, labels }) => expr.includes(name) && label in labels);
      expect([label, known || ['service', 'instance', 'job'].includes(label)]).toEqual([label, true]);
    }
  });
});

describe('each panel has something to show on a system that runs', () => {
  it.each(graphs)('$title', ({ targets }) => {
    expect(targets).not.toEqual([]);
    for (const { expr } of targets) expect([expr, faultsOf(filled(expr), samples)]).toEqual([expr, []]);
  });
});

it('no panel covers another, and none has the id of another', () => {
  const cells = panels.flatMap(({ gridPos: { h, w, x, y } }) =>
    Array.from({ length: h * w }, (_, cell) => `${x + (cell % w)},${y + Math.floor(cell / w)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
  expect(Math.max(...panels.map(({ gridPos: { x, w } }) => x + w))).toBeLessThanOrEqual(24);
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
});

it('Prometheus asks every service, on the port that docker-compose.yml opens, and Grafana asks Prometheus', async () => {
  const { rule_files, scrape_configs } = configSchema.parse(parse(await read('infra/prometheus/prometheus.yml')));
  const compose = parse(await read('docker-compose.yml'), { merge: true });
  expect(rule_files).toEqual(['alerts.yml']);
  expect(scrape_configs.flatMap(({ dns_sd_configs }) => dns_sd_configs)).toEqual([
    { names: [...services], port: 9464 },
  ]);
  for (const name of services) {
    expect(compose.services[name].environment).toMatchObject({
      SPECLINE_METRICS_PORT: 9464,
      SPECLINE_METRICS_HOST: '0.0.0.0',
    });
  }
  for (const name of ['prometheus', 'grafana']) expect(compose.services[name].profiles).toEqual(['observability']);
  const { datasources } = parse(await read('infra/grafana/provisioning/datasources/prometheus.yml'));
  expect(datasources).toMatchObject([{ uid: 'prometheus', url: 'http://prometheus:9090' }]);
  expect(new Set(graphs.flatMap(({ targets }) => targets.map(({ datasource }) => datasource.uid)))).toEqual(
    new Set(['prometheus']),
  );
});
