import { z } from 'zod';

/** One job of a work message: a slice for one kind of worker. The slice is checked for itself. */
export const jobSchema = z.object({
  /** `<aggregator>.<n>`, new for each attempt, so that an old attempt's partial never joins a new one. */
  job: z.string(),
  /** The worker must not answer from an older revision of the node's inventory. */
  minRevision: z.int(),
  /** W3C trace context, in one compact field instead of a header a message. */
  traceparent: z.string().optional(),
  /** The request's id, for logs. */
  request: z.string(),
  slice: z.unknown(),
});

/** A work message: under load several requests travel in one. */
export const workSchema = z.object({ jobs: z.array(jobSchema).min(1) });

/** A message of partials: the answers to the jobs of one work message. Each is checked for itself. */
export const partialsSchema = z.object({ partials: z.array(z.unknown()).min(1) });

export type Job = z.infer<typeof jobSchema>;

/** Bounds of one work message. */
export const batchLimits = { jobs: 64, bytes: 256 * 1024 } as const;
