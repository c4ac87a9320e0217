import { z } from 'zod';
import { kinds } from './catalog/kinds.ts';
import { errorCodes } from './error-table.ts';
import { errorSourceSchema, type Outcome, type OutcomeError, type OutcomeWarning } from './outcome.ts';
import { eventTypes } from './subjects.ts';
import { warningCodes } from './warning-table.ts';
import { publicForm } from './wording.ts';

const publicWords = { kind: errorSourceSchema, field: z.string().optional(), message: z.string() };

/**
 * What dashboards see of a request: no spec, no digest, no option text, no environment, no credential spec.
 * Of many errors or warnings it has the first twenty.
 */
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
const progressSchema = z.object({
  request: z.string(),
  node: z.string(),
  kind: z.enum(kinds),
  durationMs: z.number(),
  /** `ok`, or the code of the first error that is known to count: one of a platform may turn out not to. */
  result: z.union([z.literal('ok'), z.enum(errorCodes)]),
});

/** A progress message: the partials that arrived in one message. */
export const progressMessageSchema = z.object({ progress: z.array(progressSchema).min(1) });

export type Summary = z.infer<typeof summarySchema>;
export type Progress = z.infer<typeof progressSchema>;

/** Bounds of a summary: an outcome may have a hundred thousand errors, each with a long text. */
const maximumEntries = 20;
const maximumCharacters = 1_000;

/** The summary of an outcome, built field by field so that nothing private can slip in. */
export function summarize(outcome: Outcome, container: string): Summary {
  const summary: Summary = {
    type: outcome.status,
    id: outcome.id,
    node: outcome.node,
    container,
    durationMs: outcome.timings.total ?? 0,
    warnings: publicEntries(outcome.warnings),
  };
  if (outcome.revision !== undefined) summary.revision = outcome.revision;
  if (outcome.status === 'failed') summary.errors = publicEntries(outcome.errors);
  return summary;
}

const publicEntries = <E extends OutcomeError | OutcomeWarning>(entries: readonly E[]) =>
  entries.slice(0, maximumEntries).map(publicEntry);

/** An error or warning as anyone may see it: its public form, which is nothing where it has none. */
export function publicEntry<E extends OutcomeError | OutcomeWarning>(
  entry: E & { readonly publicField?: string | undefined },
): Pick<E, 'code' | 'kind' | 'field' | 'message'> {
  const { code, kind, publicField, publicMessage } = entry;
  // Nobody has judged what is in an entry without a public form, its field included.
  const field = publicMessage === undefined ? undefined : (publicField ?? entry.field);
  const place = field === undefined ? {} : { field: shortened(field) };
  return { code, kind, ...place, message: shortened(publicForm(entry)) };
}

const shortened = (text: string): string =>
  text.length > maximumCharacters ? `${text.slice(0, maximumCharacters).toWellFormed()}...` : text;

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
