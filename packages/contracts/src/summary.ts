import { z } from 'zod';
import { kinds } from './catalog/kinds.ts';
import { errorCodes } from './error-table.ts';
import { errorSourceSchema, type Outcome, type OutcomeError, type OutcomeWarning } from './outcome.ts';
import { eventTypes } from './subjects.ts';
import { warningCodes } from './warning-table.ts';

const publicWords = { kind: errorSourceSchema, field: z.string().optional(), message: z.string() };

/** What dashboards see of a request: no spec, no digest, no option text, no environment, no credential spec. */
export const summarySchema = z.object({
  type: z.enum(eventTypes),
  id: z.string(),
  node: z.string(),
  container: z.string(),
  revision: z.int().optional(),
  durationMs: z.number().optional(),
  errors: z.array(z.object({ code: z.enum(errorCodes), ...publicWords })).optional(),
  warnings: z.array(z.object({ code: z.enum(warningCodes), ...publicWords })).optional(),
});

/** A partial has arrived: no contents. */
export const progressSchema = z.object({
  request: z.string(),
  node: z.string(),
  kind: z.enum(kinds),
  durationMs: z.number(),
  /** `ok`, or the first error's code. */
  result: z.union([z.literal('ok'), z.enum(errorCodes)]),
});

/** A progress message: the partials that arrived in one message. */
export const progressMessageSchema = z.object({ progress: z.array(progressSchema).min(1) });

export type Summary = z.infer<typeof summarySchema>;
export type Progress = z.infer<typeof progressSchema>;

/** The summary of an outcome, built field by field so that nothing private can slip in. */
export function summarize(outcome: Outcome, container: string): Summary {
  const summary: Summary = {
    type: outcome.status,
    id: outcome.id,
    node: outcome.node,
    container,
    durationMs: outcome.timings.total ?? 0,
    warnings: outcome.warnings.map(publicEntry),
  };
  if (outcome.revision !== undefined) summary.revision = outcome.revision;
  if (outcome.status === 'failed') summary.errors = outcome.errors.map(publicEntry);
  return summary;
}

function publicEntry<E extends OutcomeError | OutcomeWarning>(
  entry: E,
): Pick<E, 'code' | 'kind' | 'field' | 'message'> {
  const { code, kind, field, message, publicMessage } = entry;
  return { code, kind, ...(field === undefined ? {} : { field }), message: publicMessage ?? message };
}

/** The outcome as its caller gets it: the whole message, without the form for logs. */
export function forCaller(outcome: Outcome): Outcome {
  const warnings = outcome.warnings.map(privateEntry);
  if (outcome.status === 'composed') return { ...outcome, warnings };
  return { ...outcome, warnings, errors: outcome.errors.map(privateEntry) };
}

/** An error or warning as its caller gets it. */
export function privateEntry<E extends OutcomeError | OutcomeWarning>(entry: E): E {
  const { code, kind, field, message } = entry;
  return { code, kind, ...(field === undefined ? {} : { field }), message } as E;
}
