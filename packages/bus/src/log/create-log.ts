import type { Summary } from '@specline/contracts';
import { destination as fileDestination, pino, stdTimeFunctions } from 'pino';
import type { Log, LogLevel } from './log.ts';
import { safeError } from './safe-error.ts';
import { pickSafe } from './safe-fields.ts';

export interface LogOptions {
  /** The service that writes; on each line. */
  readonly service: string;
  readonly level: LogLevel;
  /** Takes the lines; absent: standard error, for standard output is for results. */
  readonly destination?: { write(line: string): void };
}

const standardError = 2;

/** A log of JSON lines. */
export function createLog({ service, level, destination = fileDestination(standardError) }: LogOptions): Log {
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

function outcomeLine(summary: Summary, traceparent: string | undefined): Record<string, unknown> {
  const { type, id: request, node, container, revision, durationMs, errors = [], warnings = [] } = summary;
  return {
    outcome: type,
    ...pickSafe({ request, node, container, revision, durationMs, traceparent }),
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
