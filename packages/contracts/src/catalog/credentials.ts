import { z } from 'zod';

/** What the credentials worker is given. */
export const credentialsSliceSchema = z.object({
  node: z.string(),
  container: z.string(),
  dockerRoot: z.string(),
  swarmManaged: z.boolean(),
  securityOptions: z.array(z.string()),
});

/** What the credentials worker decides. */
export const credentialsFactsSchema = z.object({ credentialSpec: z.string().optional() });

/** What the options ask the node for. */
export interface CredentialLookups {
  /** Paths below the CredentialSpecs folder, cleaned and folded as Windows compares them. */
  readonly files: readonly string[];
  /** Value names, folded likewise. */
  readonly registry: readonly string[];
  readonly configs: readonly string[];
}

/** What the credentials worker reads, under the names of the lookups; a name that is absent is not there. */
export interface CredentialsInventory {
  readonly revision: number;
  readonly files: ReadonlyMap<string, string>;
  /** Null: the registry key does not exist. A value that is no text has another registry type. */
  readonly registry: ReadonlyMap<string, unknown> | null;
  readonly configs: ReadonlyMap<string, string>;
}

export type CredentialsSlice = z.infer<typeof credentialsSliceSchema>;
export type CredentialsFacts = z.infer<typeof credentialsFactsSchema>;
