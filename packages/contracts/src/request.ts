import { z } from 'zod';
import { containerSchema } from './container.ts';
import { nodeName } from './fields.ts';
import { inventoryDocumentSchema } from './inventory-document.ts';

/** The profiles that exist; each is one version of the reference. */
export const profiles = ['moby-19.03'] as const;
export type Profile = (typeof profiles)[number];

/** A request's id: the caller's name for it, also on subjects and in logs. */
const requestIdSchema = z.string().regex(/^[A-Za-z0-9._-]{1,128}$/, 'must be 1 to 128 characters of A-Z a-z 0-9 . _ -');

const requestShape = {
  /** Absent: the content's digest. */
  id: requestIdSchema.optional(),
  profile: z.enum(profiles, { error: `must be one of: ${profiles.join(', ')}` }).optional(),
  /** The composition must not be older than this revision of the node's inventory. */
  minInventoryRevision: z.int().min(0).optional(),
  /** How long the caller waits, in milliseconds from receipt; never a wall-clock time. */
  deadlineMs: z.int().min(1).max(600_000).optional(),
  container: containerSchema,
};

/** A create request: compose the spec of this container for this node. */
export const requestSchema = z.strictObject({ ...requestShape, node: nodeName });

/** A request inside a bundle, where the node may be left to the inventory. */
const bundledRequestSchema = z.strictObject({ ...requestShape, node: nodeName.optional() });

/** All that one composition reads, in one self-contained document. */
export const bundleSchema = z.strictObject({
  name: z.string().optional(),
  request: bundledRequestSchema,
  inventory: inventoryDocumentSchema,
  /** In conformance vectors only; never read. */
  expect: z.unknown().optional(),
});

export type CreateRequest = z.infer<typeof requestSchema>;
export type Bundle = z.infer<typeof bundleSchema>;
