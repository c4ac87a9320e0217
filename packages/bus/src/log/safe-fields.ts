import type { DeadReason, ErrorCode, Kind, WarningCode } from '@specline/contracts';
import { traceIdOf } from '../trace.ts';

/**
 * All that a line of the log may say beside its event: ids, names, counts, durations, addresses and codes.
 * There is no field for a text of the caller's, so that no option, environment value or credential spec fits.
 */
export interface SafeFields {
  /** The request's id. */
  readonly request?: string | undefined;
  /** W3C trace context; the line gets its trace id, or none where it is malformed. */
  readonly traceparent?: string | undefined;
  readonly job?: string | undefined;
  readonly node?: string | undefined;
  readonly container?: string | undefined;
  readonly kind?: Kind | undefined;
  readonly kinds?: readonly Kind[] | undefined;
  readonly code?: ErrorCode | undefined;
  readonly warning?: WarningCode | undefined;
  readonly revision?: number | undefined;
  readonly count?: number | undefined;
  readonly attempt?: number | undefined;
  readonly bytes?: number | undefined;
  readonly maximumBytes?: number | undefined;
  readonly durationMs?: number | undefined;
  readonly deadlineMs?: number | undefined;
  readonly subject?: string | undefined;
  readonly queue?: string | undefined;
  readonly instance?: string | undefined;
  /** Of a server, without user and password. */
  readonly address?: string | undefined;
  /** Of a server's configuration: a name, its value, and in our words what to do about it. */
  readonly setting?: string | undefined;
  readonly value?: string | undefined;
  readonly remedy?: string | undefined;
  readonly version?: string | undefined;
  /** Of HTTP: the method and pattern of a route, never a request's own path; and the answer's status. */
  readonly route?: string | undefined;
  readonly status?: number | undefined;
  readonly signal?: NodeJS.Signals | undefined;
  readonly pid?: number | undefined;
  /** Of a dead letter. */
  readonly reason?: DeadReason | undefined;
}

/** In the order in which a line has them. */
const names = [
  'request',
  'job',
  'node',
  'container',
  'kind',
  'kinds',
  'code',
  'warning',
  'revision',
  'count',
  'attempt',
  'bytes',
  'maximumBytes',
  'durationMs',
  'deadlineMs',
  'subject',
  'queue',
  'instance',
  'address',
  'setting',
  'value',
  'remedy',
  'version',
  'route',
  'status',
  'signal',
  'pid',
  'reason',
] as const satisfies (keyof SafeFields)[];

/** Longest text of a field; the longest name of a node has 253 characters. */
const maximumLength = 256;

/** Picks the safe fields one by one, so that what a type did not stop still reaches no line. */
export function pickSafe(fields: SafeFields): Record<string, unknown> {
  const line: Record<string, unknown> = {};
  for (const name of names) if (fields[name] !== undefined) line[name] = shortened(fields[name]);
  const trace = traceIdOf(fields.traceparent ?? '');
  if (trace !== undefined) line.trace = trace;
  return line;
}

/** A text cut to what a line holds of one; another value as it is. */
export function shortened(value: unknown): unknown {
  if (typeof value === 'string') return value.length > maximumLength ? `${value.slice(0, maximumLength)}...` : value;
  return value;
}
