import { z } from 'zod';
import { kinds } from './catalog/kinds.ts';
import { errorCodes } from './error-table.ts';
import type { Spec } from './spec.ts';
import { stagingStepSchema } from './staging.ts';
import { warningCodes } from './warning-table.ts';

/** Who found an error: a worker's kind, the request itself, or the composition. */
export const errorSourceSchema = z.enum([...kinds, 'request', 'compose']);

/** An error of an outcome. What is public is for logs and events and never sent to the caller. */
const outcomeErrorSchema = z.object({
  code: z.enum(errorCodes),
  kind: errorSourceSchema,
  field: z.string().optional(),
  /** Absent where it equals `field`. */
  publicField: z.string().optional(),
  message: z.string(),
  /** Absent: nothing of the message is public. */
  publicMessage: z.string().optional(),
});

/** A warning of an outcome: what the reference does silently. */
const outcomeWarningSchema = z.object({
  code: z.enum(warningCodes),
  kind: errorSourceSchema,
  field: z.string().optional(),
  message: z.string(),
  publicMessage: z.string().optional(),
});

const common = {
  id: z.string(),
  node: z.string(),
  profile: z.string(),
  warnings: z.array(outcomeWarningSchema),
  /** Milliseconds from receipt to outcome, and to each kind's partial. */
  timings: z.record(z.string(), z.number()),
};

/** The whole answer to a request. */
export const outcomeSchema = z.discriminatedUnion('status', [
  z.object({
    ...common,
    status: z.literal('composed'),
    /** The revision of the node's inventory that it was composed at. */
    revision: z.int(),
    spec: z.custom<Spec>((value) => typeof value === 'object' && value !== null),
    digest: z.string(),
    staging: z.array(stagingStepSchema),
  }),
  z.object({
    ...common,
    status: z.literal('failed'),
    revision: z.int().optional(),
    errors: z.array(outcomeErrorSchema).min(1),
  }),
]);

export type ErrorSource = z.infer<typeof errorSourceSchema>;
export type OutcomeError = z.infer<typeof outcomeErrorSchema>;
export type OutcomeWarning = z.infer<typeof outcomeWarningSchema>;
export type Outcome = z.infer<typeof outcomeSchema>;
export type ComposedOutcome = Extract<Outcome, { status: 'composed' }>;
export type FailedOutcome = Extract<Outcome, { status: 'failed' }>;
