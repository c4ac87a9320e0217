import { randomFillSync } from 'node:crypto';

/** Gives that many random bytes. */
export type RandomBytes = (count: number) => Uint8Array;

/** Version, trace id, span id, flags; versions after 00 may append fields. */
const traceparentForm =
  /^(?!ff|00.{54})[0-9a-f]{2}-((?!0{32})[0-9a-f]{32})-((?!0{16})[0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?$/;
/** "Recorded": the logs hold this trace. */
const sampled = '01';

/**
 * The `traceparent` to send on: the incoming trace with a span of our own, or a new trace
 * where there is none or it is malformed.
 *
 * @see https://www.w3.org/TR/trace-context/#traceparent-header
 */
export function continueTrace(incoming: string | undefined, random: RandomBytes = pooled): string {
  const [, trace = hex(random(16)), , flags = sampled] = traceparentForm.exec(incoming ?? '') ?? [];
  return `00-${trace}-${hex(random(8))}-${flags}`;
}

/** The parts of a `traceparent`. */
interface SpanContext {
  readonly traceId: string;
  readonly spanId: string;
  readonly traceFlags: number;
}

/** What a `traceparent` names; undefined where it is malformed or absent. */
export function spanContextOf(traceparent: string | undefined): SpanContext | undefined {
  const [, traceId, spanId, flags = ''] = traceparentForm.exec(traceparent ?? '') ?? [];
  if (traceId === undefined || spanId === undefined) return undefined;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) };
}

/** The trace id of a `traceparent`; undefined where it is malformed. */
export const traceIdOf = (traceparent: string): string | undefined => traceparentForm.exec(traceparent)?.[1];

/** Random bytes for many ids: to fill so many costs hardly more than to fill those of one. */
const pool = Buffer.alloc(4_096);
let used = pool.length;

function pooled(count: number): Uint8Array {
  if (used + count > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += count;
  return pool.subarray(used - count, used);
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
