import type { Summary } from '@specline/contracts';
import { pino, stdTimeFunctions } from 'pino';
import { traceIdOf } from '../trace.ts';
import type { Log, LogLevel } from './log.ts';
import { safeError } from './safe-error.ts';
import { pickSafe, shortened } from './safe-fields.ts';
import { type LineDestination, standardError } from './standard-error.ts';

export interface LogOptions {
  /** The service that writes; on each line. */
  readonly service: string;
  readonly level: LogLevel;
  /** Takes the lines; absent: standard error, for standard output is for results. */
  readonly destination?: LineDestination;
}

/** A log of JSON lines. */
export function createLog({ service, level, destination = standardError() }: LogOptions): Log {
  const lines = pino(
    {
      level,
      base: { service },
      messageKey: 'event',
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  );
  return {
    detailed: lines.isLevelEnabled('debug'),
    outcome: (summary, traceparent) => lines.info(outcomeLine(summary, traceparent), 'outcome'),
    note: (event, fields = {}) => lines.info(pickSafe(fields), event),
    detail: (event, fields = {}) => lines.debug(pickSafe(fields), event),
    warning: (event, fields = {}) => lines.warn(pickSafe(fields), event),
    failure: (event, error, fields = {}) => lines.error({ ...pickSafe(fields), error: safeError(error) }, event),
  };
}

/** Field by field, for it is the one line of each request. */
function outcomeLine(summary: Summary, traceparent: string | undefined): Record<string, unknown> {
  const { type, id, node, container, revision, durationMs, errors = [], warnings = [] } = summary;
  return {
    outcome: type,
    request: shortened(id),
    node: shortened(node),
    container: shortened(container),
    revision,
    durationMs,
    trace: traceIdOf(traceparent ?? ''),
    errors: errors.map(entryLine),
    warnings: warnings.map(entryLine),
  };
}

/** A summary's messages are in their public form already. */
const entryLine = ({
  code,
  kind,
  field,
  message,
}: {
  code: string;
  kind: string;
  field?: string | undefined;
  message: string;
}) => ({
  code,
  kind,
  field,
  message,
});
