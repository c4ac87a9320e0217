import type { ErrorCode, Kind } from '@specline/contracts';

/** What a span may say: names and ids, never contents. */
export interface SpanNames {
  readonly request?: string | undefined;
  readonly node?: string | undefined;
  readonly container?: string | undefined;
  readonly kind?: Kind | undefined;
  readonly job?: string | undefined;
  readonly revision?: number | undefined;
}

/** Something that took time, when it is over. */
export interface FinishedSpan {
  readonly name: 'create' | 'submit' | `work.${Kind}` | `partial.${Kind}` | 'compose';
  /** The `traceparent` of what it is a part of; where there is none, or a malformed one, it is a beginning. */
  readonly parent: string | undefined;
  /** Its own `traceparent`, where that was sent on; else it has no parts, and gets one. */
  readonly own?: string;
  /** As `performance.now()` had it; the end is now. */
  readonly startMs: number;
  readonly names: SpanNames;
  /** Why it came to nothing. */
  readonly failed?: ErrorCode | undefined;
}

/** Where spans go: to a collector, or nowhere. */
export interface Spans {
  /** Whether they go anywhere: spares building them. */
  readonly wanted: boolean;
  /** Never throws, and never waits. One of a trace that its beginner does not want is left out. */
  record(span: FinishedSpan): void;
  /** Sends what is left, for a while. */
  stop(): Promise<void>;
}

/** Nobody wants them: nothing is kept. */
export const noSpans: Spans = { wanted: false, record: () => {}, stop: () => Promise.resolve() };
