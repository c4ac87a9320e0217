import { errorCodes, outcomeSchema } from '@specline/contracts';
import { z } from 'zod';

const [composed, failed] = outcomeSchema.options;

/** What a reader sees of an outcome: without the scope `secrets` it has no digest. */
export const outcomeAnswer = z.discriminatedUnion('status', [composed.partial({ digest: true }), failed]);

export const composedAnswer = composed.partial({ digest: true });

export const receiptAnswer = z.object({
  id: z.string(),
  contentDigest: z.string(),
  sequence: z.int(),
  duplicate: z.boolean(),
});

export const nodesAnswer = z.object({
  nodes: z.array(z.object({ node: z.string(), revision: z.int(), changed: z.iso.datetime() })),
  /** `after` of the next page; absent: this is the last. */
  next: z.string().optional(),
});

export const statusAnswer = z.object({ status: z.literal('ok') });

const entry = z.object({ code: z.string(), kind: z.string(), field: z.string().optional(), message: z.string() });

/** An error, as RFC 9457 has it. */
export const problemAnswer = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.enum(errorCodes),
  retryable: z.boolean(),
  errors: z.array(entry).optional(),
  warnings: z.array(entry).optional(),
});
