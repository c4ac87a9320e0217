import type { Log } from '../log/log.ts';
import { noSpans, type Spans } from '../spans.ts';

export interface SpansOptions {
  /** Whose spans they are. */
  readonly service: string;
  /** The base address of an OTLP/HTTP collector; absent: spans go nowhere, and nothing is loaded. */
  readonly endpoint: string | undefined;
  readonly log: Log;
}

/** Where a service's spans go. */
export async function openSpans({ endpoint, ...options }: SpansOptions): Promise<Spans> {
  if (endpoint === undefined) return noSpans;
  const { OtlpSpans } = await import('./otlp-spans.ts');
  return new OtlpSpans({ ...options, endpoint });
}
