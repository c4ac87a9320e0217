import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Metrics, Observe } from '../metrics.ts';
import {
  durationBuckets,
  type HistogramName,
  type LabelsOf,
  type MetricName,
  metricTable,
  type NumberName,
} from './metric-table.ts';

type Labels = Readonly<Record<string, string>>;

interface Reading {
  readonly labels: Labels;
  readonly read: () => number;
}

/** How often the event loop's lag is sampled, in milliseconds: each time wakes the process. */
const lagResolutionMs = 50;

/** Numbers for Prometheus, with those that Node tells of itself. */
export class PrometheusMetrics implements Metrics {
  readonly #registry = new Registry();
  readonly #readings = new Map<NumberName, Reading[]>();
  readonly #histograms = new Map<HistogramName, Histogram>();

  constructor() {
    collectDefaultMetrics({ register: this.#registry, eventLoopMonitoringPrecision: lagResolutionMs });
  }

  tell<N extends NumberName>(name: N, labels: LabelsOf<N>, read: () => number): void {
    const readings = this.#readings.get(name) ?? this.#family(name);
    readings.push({ labels: labels as Labels, read });
  }

  durations<N extends HistogramName>(name: N, under: LabelsOf<N>): Observe {
    const labels = under as Labels;
    const histogram = this.#histograms.get(name) ?? this.#histogram(name);
    histogram.zero(labels);
    return histogram.labels(labels).observe;
  }

  /** The type of {@link text}. */
  get contentType(): string {
    return this.#registry.contentType;
  }

  /** All numbers of the moment, in Prometheus's text format. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }

  #family(name: NumberName): Reading[] {
    const readings: Reading[] = [];
    this.#readings.set(name, readings);
    const FamilyOf = metricTable[name].type === 'counter' ? Counter : Gauge;
    new FamilyOf({
      ...this.#about(name),
      collect() {
        this.reset();
        for (const { labels, read } of readings) this.inc(labels, read());
      },
    });
    return readings;
  }

  #histogram(name: HistogramName): Histogram {
    const histogram = new Histogram({ ...this.#about(name), buckets: durationBuckets });
    this.#histograms.set(name, histogram);
    return histogram;
  }

  #about(name: MetricName) {
    const { help, labels } = metricTable[name];
    return { name, help, labelNames: Object.keys(labels), registers: [this.#registry] };
  }
}
