import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';
import type { Log } from '../log/log.ts';

type Done = Parameters<SpanExporter['export']>[1];

/** Of the result of an export: it arrived. */
const arrived = 0;

/** Says in the log, once for each time, that the collector is away, and that it is back. */
export class LoggedExporter implements SpanExporter {
  readonly #exporter: SpanExporter;
  readonly #log: Log;
  #away = false;

  constructor(exporter: SpanExporter, log: Log) {
    this.#exporter = exporter;
    this.#log = log;
  }

  export(spans: ReadableSpan[], done: Done): void {
    this.#exporter.export(spans, (result) => {
      const away = result.code !== arrived;
      if (away && !this.#away) this.#log.failure('spans cannot be sent', result.error);
      if (!away && this.#away) this.#log.note('spans are sent again');
      this.#away = away;
      done(result);
    });
  }

  shutdown(): Promise<void> {
    return this.#exporter.shutdown();
  }

  async forceFlush(): Promise<void> {
    await this.#exporter.forceFlush?.();
  }
}
