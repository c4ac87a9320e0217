import type { CredentialLookups, CredentialsInventory } from '@specline/contracts';

/**
 * Whether an answer has all that was asked for. What a node does not have may come at any moment, and who asks again
 * because it was missing must find it: an answer that lacks something is never kept.
 */
export const isWholeCredentials =
  (lookups: CredentialLookups) =>
  ({ files, registry, configs }: CredentialsInventory): boolean =>
    lookups.files.every((name) => files.has(name)) &&
    lookups.registry.every((name) => registry?.has(name)) &&
    lookups.configs.every((name) => configs.has(name));
