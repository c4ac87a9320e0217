import { z } from 'zod';
import { Unreadable } from '../profile/quantity.ts';
import { resultFormat } from './load-result.ts';

const milliseconds = z.number().nullable();

const sampleSchema = z.object({
  seconds: z.number().positive(),
  measured: z.boolean(),
  asked: z.number().optional(),
  sent: z.number(),
  done: z.number(),
  errors: z.number(),
  p50: milliseconds,
  p90: milliseconds,
  p99: milliseconds,
  max: milliseconds,
});

const latencySchema = z.object({ p50: milliseconds, p90: milliseconds, p99: milliseconds, p999: milliseconds });

/** What a comparison reads of a result. */
const comparableSchema = z.object({
  format: z.literal(resultFormat),
  model: z.enum(['open', 'closed']),
  path: z.string(),
  settings: z.record(z.string(), z.string()),
  interrupted: z.boolean(),
  total: z.object({ donePerSecond: z.number(), errors: z.number(), sent: z.number(), latency: latencySchema }),
  samples: z.array(sampleSchema),
});

export type Comparable = z.infer<typeof comparableSchema>;
export type ComparableSample = Comparable['samples'][number];

/** Reads what `--json` wrote. @throws Unreadable */
export function readResult(text: string, name: string): Comparable {
  try {
    return comparableSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new Unreadable(`${name} is no result of specline load --json of this version`, { cause });
  }
}
