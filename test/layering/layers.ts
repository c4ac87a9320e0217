import { kinds } from '@specline/contracts';

/** The parts of a package.json that decide what a package can reach. */
export interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const worker = ['@specline/bus', '@specline/contracts', '@specline/inventory', '@specline/rules'];

const services = ['aggregator', ...kinds].map((name) => `@specline/service-${name}`);

/** It speaks HTTP for others: it asks as any client does, and composes nothing. */
const gateway = {
  uses: ['@specline/bus', '@specline/client', '@specline/contracts', '@specline/dashboard', '@specline/inventory'],
  // zod: queries, and what the interface says of itself, are of its schemas.
  http: ['fastify', '@fastify/helmet', '@fastify/rate-limit', 'zod'],
  forTests: ['@readme/openapi-parser'],
};

const libraries = ['bus', 'client', 'contracts', 'inventory', 'rules', 'windows'].map((name) => `@specline/${name}`);

const openTelemetry = ['api', 'exporter-trace-otlp-http', 'resources', 'sdk-trace'].map(
  (name) => `@opentelemetry/${name}`,
);

/**
 * The arrows of ARCHITECTURE.md: who may depend on whom. `nats` and `ioredis` have one owner each, rules reach nothing
 * that does I/O, and no service reaches another.
 */
const allowed: Readonly<Record<string, readonly string[]>> = {
  '@specline/contracts': ['zod'],
  '@specline/windows': [],
  '@specline/rules': ['@specline/contracts', '@specline/windows'],
  // zod: the settings of a service are checked where a service is run.
  '@specline/bus': ['@specline/contracts', ...openTelemetry, 'nats', 'pino', 'prom-client', 'zod'],
  '@specline/inventory': ['@specline/contracts', '@specline/windows', 'ioredis', 'lru-cache'],
  '@specline/client': ['@specline/bus', '@specline/contracts'],
  // It is a page: it asks the gateway as any client does, and has nothing of the bus.
  '@specline/dashboard': ['@specline/contracts', 'eventsource-parser', 'uplot'],
  '@specline/testing': ['@specline/contracts', 'testcontainers'],
  // zod: results are read from files, where two of them are compared.
  '@specline/load': ['@specline/bus', '@specline/contracts', '@specline/inventory', 'zod'],
  '@specline/cli': [...libraries, ...services, '@specline/service-gateway', '@specline/load', 'commander'],
  ...Object.fromEntries(services.map((service) => [service, worker])),
  '@specline/service-gateway': [...gateway.uses, ...gateway.http, ...gateway.forTests],
  // nats: what the product records is counted with a client that is not its own.
  // lezer and yaml: queries and alerts are read as Prometheus reads them.
  // kubernetes-models: manifests are held against the schemas of Kubernetes.
  '@specline/test': [
    ...libraries,
    ...services,
    '@specline/cli',
    '@specline/load',
    '@specline/testing',
    '@kubernetes-models/keda',
    '@kubernetes-models/prometheus-operator',
    '@lezer/highlight',
    '@lezer/lr',
    '@prometheus-io/lezer-promql',
    'axe-core',
    'fast-check',
    'kubernetes-models',
    'nats',
    'playwright-core',
    'vitest',
    'yaml',
    'zod',
  ],
};

/** What tests, and only tests, may use besides; Biome holds it out of other sources. */
const forTests = ['@specline/testing', 'fast-check', 'vitest'];

/** What examples, and only examples, may use besides; Biome holds it out of other sources, too. */
const forExamples: Readonly<Record<string, readonly string[]>> = {
  // A scheduler's nodes must be known before it asks for them.
  '@specline/client': ['@specline/inventory'],
};

/** Each arrow of this package that the table does not have, e.g. `@specline/rules must not depend on nats`. */
export function violations({ name, dependencies = {}, devDependencies = {} }: Manifest): string[] {
  const known = allowed[name];
  if (known === undefined) return [`${name} has no place in the table of layers`];
  return [
    ...Object.keys(dependencies).filter((dependency) => !known.includes(dependency)),
    ...Object.keys(devDependencies).filter(
      (dependency) => ![...known, ...forTests, ...(forExamples[name] ?? [])].includes(dependency),
    ),
  ].map((dependency) => `${name} must not depend on ${dependency}`);
}
