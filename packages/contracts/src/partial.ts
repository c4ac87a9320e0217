import { z } from 'zod';
import { type Catalog, catalog, type FactsOf, type Kind, kinds } from './catalog/catalog.ts';
import { platformSchema } from './catalog/isolation.ts';
import { errorCodes } from './error-table.ts';
import { warningCodes } from './warning-table.ts';

/** An error or warning that counts on one platform only. */
const conditionSchema = z.object({ platform: platformSchema }).optional();

/** A message without its public form is published as `[redacted]`: nobody has judged what is in it. */
const words = { field: z.string().optional(), message: z.string(), publicMessage: z.string().optional() };

/** An error of a worker. `seq` is the reference's step that fails (error-order.ts). */
const partialErrorSchema = z.object({
  seq: z.int(),
  when: conditionSchema,
  code: z.enum(errorCodes),
  ...words,
});

const partialWarningSchema = z.object({ when: conditionSchema, code: z.enum(warningCodes), ...words });

export type PartialError = z.infer<typeof partialErrorSchema>;
export type PartialWarning = z.infer<typeof partialWarningSchema>;

/** What a pure rule decides from a slice and what the node knows. */
export interface Resolution<F> {
  /** May be there beside errors: an image whose layers are missing still has a platform. */
  readonly facts?: F;
  readonly errors: readonly PartialError[];
  readonly warnings: readonly PartialWarning[];
}

/** A resolution of each kind. */
export type Resolutions = { readonly [K in Kind]: Resolution<FactsOf<K>> };

/** The answer of one kind to one job. */
export interface Partial<K extends Kind = Kind> extends Resolution<FactsOf<K>> {
  readonly job: string;
  readonly kind: K;
  readonly revision: number;
}

const partialSchema = <K extends Kind>(entry: Catalog[K]) =>
  z.object({
    job: z.string(),
    kind: z.literal(entry.kind),
    /** The revision of the node's inventory that was read. */
    revision: z.int(),
    facts: entry.facts.optional(),
    errors: z.array(partialErrorSchema),
    warnings: z.array(partialWarningSchema),
  });

/** A partial on the wire, the answer to one job, for each kind. */
export const partialSchemas = Object.fromEntries(
  kinds.map((kind) => [kind, partialSchema(catalog[kind])]),
) as unknown as { readonly [K in Kind]: z.ZodType<Partial<K>> };
