import { z } from 'zod';
import type { Endpoint } from '../inventory-document.ts';

/** What the network worker is given. */
export const networkSliceSchema = z.object({
  node: z.string(),
  container: z.string(),
  /** In byte order. */
  networks: z.array(z.string()),
  networkMode: z.string(),
  sharedContainer: z.string(),
  sharedEndpoints: z.array(z.string()),
  dnsSearch: z.array(z.string()),
  nodeDnsSearch: z.array(z.string()),
});

/** What the network worker decides. */
export const networkFactsSchema = z.object({
  /** Own endpoints, then those of the shared container, the gateway last. */
  endpoints: z.array(z.string()),
  allowUnqualifiedDnsQuery: z.boolean(),
  dnsSearch: z.array(z.string()),
  sharedContainer: z.string(),
});

/** What the network worker reads. */
export interface NetworkInventory {
  readonly revision: number;
  /** One a network of the slice, in its order; null: the node has no such network. */
  readonly endpoints: readonly (Endpoint | null)[];
}

export type NetworkSlice = z.infer<typeof networkSliceSchema>;
export type NetworkFacts = z.infer<typeof networkFactsSchema>;
