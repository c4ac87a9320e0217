import { setTimeout as delay } from 'node:timers/promises';
import { type HrTime, SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { type Resource, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, type ReadableSpan } from '@opentelemetry/sdk-trace';
import { version } from '@specline/contracts';
import type { Log } from '../log/log.ts';
import type { FinishedSpan, SpanNames, Spans } from '../spans.ts';
import { continueTrace, spanContextOf } from '../trace.ts';
import { LoggedExporter } from './logged-exporter.ts';

/** How long spans wait for others, in milliseconds. */
const gatherMs = 1_000;
/** Of those that wait; more are dropped, for traces must not cost what they tell of. */
const maximumWaiting = 8_192;
/** How long a stop waits for the collector, in milliseconds. */
const stopTimeoutMs = 2_000;

const scope = { name: 'specline', version };

/** Sends spans to a collector over OTLP/HTTP. */
export class OtlpSpans implements Spans {
  readonly wanted = true;
  readonly #resource: Resource;
  readonly #processor: BatchSpanProcessor;

  constructor({ service, endpoint, log }: { readonly service: string; readonly endpoint: string; readonly log: Log }) {
    this.#resource = resourceFromAttributes({ 'service.name': `specline-${service}`, 'service.version': version });
    const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` });
    this.#processor = new BatchSpanProcessor({
      exporter: new LoggedExporter(exporter, log),
      scheduledDelayMillis: gatherMs,
      maxQueueSize: maximumWaiting,
    });
  }

  record(span: FinishedSpan): void {
    this.#processor.onEnd(readable(span, this.#resource));
  }

  async stop(): Promise<void> {
    await Promise.race([this.#processor.shutdown(), delay(stopTimeoutMs, undefined, { ref: false })]);
  }
}

/** A span as the exporter reads it. The processor leaves out one that is not sampled. */
function readable({ name, parent, own, startMs, names, failed }: FinishedSpan, resource: Resource): ReadableSpan {
  const context = spanContextOf(own ?? continueTrace(parent));
  const above = spanContextOf(parent);
  const endMs = performance.now();
  return {
    name,
    kind: kindOf(name),
    spanContext: () => context ?? noContext,
    ...(above === undefined ? {} : { parentSpanContext: above }),
    startTime: hrTime(performance.timeOrigin + startMs),
    endTime: hrTime(performance.timeOrigin + endMs),
    duration: hrTime(endMs - startMs),
    status: failed === undefined ? { code: SpanStatusCode.UNSET } : { code: SpanStatusCode.ERROR, message: failed },
    attributes: { ...attributesOf(names), ...(failed === undefined ? {} : { 'specline.code': failed }) },
    links: [],
    events: [],
    ended: true,
    resource,
    instrumentationScope: scope,
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}

/** Not sampled. */
const noContext = { traceId: '0'.repeat(32), spanId: '0'.repeat(16), traceFlags: 0 };

function kindOf(name: FinishedSpan['name']): SpanKind {
  if (name === 'create') return SpanKind.SERVER;
  return name === 'submit' || name.startsWith('work.') ? SpanKind.CONSUMER : SpanKind.INTERNAL;
}

/** Names come from callers: they are cut to what an id may have. */
const longestName = 256;

function attributesOf(names: SpanNames): Record<string, string | number> {
  const known = Object.entries(names).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    known.map(([name, value]) => [
      `specline.${name}`,
      typeof value === 'string' ? value.slice(0, longestName) : Number(value),
    ]),
  );
}

const hrTime = (milliseconds: number): HrTime => {
  const seconds = Math.trunc(milliseconds / 1_000);
  return [seconds, Math.round((milliseconds - seconds * 1_000) * 1_000_000)];
};
