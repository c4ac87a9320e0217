import { z } from 'zod';
import { byName, nodeName } from './fields.ts';

/** What a node says of itself. */
export const nodeFactsSchema = z.strictObject({
  name: nodeName,
  /** The Windows build, for example 17763. */
  osBuild: z.int().min(0),
  /** Logical processors that the daemon sees. */
  cpus: z.int().min(1),
  dockerRoot: z.string().min(1, 'must not be empty'),
  /** `process`, `hyperv`, or `default` and empty, which mean process. */
  defaultIsolation: z.string(),
  lcowSupported: z.boolean(),
  dnsSearch: z.array(z.string()).nullish(),
});

/** An image, by its id, as the node's image store has it. */
const imageSchema = z.object({
  os: z.string(),
  rootfs: z.object({ type: z.string(), diff_ids: z.array(z.string()).nullish() }),
  /** Names under which the node also knows it. */
  references: z.array(z.string()).nullish(),
});

/** One endpoint of the container, as libnetwork keeps it. Empty: no endpoint; null info: not readable. */
const endpointSchema = z.strictObject({
  driverInfo: byName(z.unknown()).nullish(),
});

/** A container on the node. No `rwLayer`: it has none; null: a layer without a folder. */
const containerLayerSchema = z.strictObject({
  rwLayer: z.string().nullish(),
  baseFS: z.string().nullish(),
  /** Network to endpoint of this container; absent: those of the document, which then has this container only. */
  endpoints: byName(endpointSchema.nullable()).optional(),
});

/** All that one node knows: the inventory document of a bundle and of `specline inventory push`. */
export const inventoryDocumentSchema = z.strictObject({
  node: nodeFactsSchema,
  images: byName(imageSchema).optional(),
  /** Chain id to folder. */
  layers: byName(z.string()).optional(),
  containers: byName(containerLayerSchema).optional(),
  /** The node's networks, with the endpoint of the one container in each; null or absent: no such network. */
  endpoints: byName(endpointSchema.nullable()).optional(),
  credentialSpecs: z
    .strictObject({
      /** Path below the CredentialSpecs folder to contents. */
      files: byName(z.string()).optional(),
      /** Value name to value; null: the registry key does not exist; a value that is no text: wrong type. */
      registry: byName(z.unknown()).nullish(),
    })
    .optional(),
  configs: byName(z.string()).optional(),
  secrets: z.array(z.string()).optional(),
});

export type NodeFacts = z.infer<typeof nodeFactsSchema>;
export type Image = z.infer<typeof imageSchema>;
export type ContainerLayer = z.infer<typeof containerLayerSchema>;
export type Endpoint = z.infer<typeof endpointSchema>;
export type InventoryDocument = z.infer<typeof inventoryDocumentSchema>;
