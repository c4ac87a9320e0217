import type { InventoryDocument } from '@specline/contracts';

/**
 * An inventory as anyone may see it: names stay, contents of credential specs and configs are replaced.
 *
 * @param mark stands in their place, and says to its reader what to do about it.
 */
export function withoutSecrets(document: InventoryDocument, mark: string): InventoryDocument {
  const { credentialSpecs, configs } = document;
  return {
    ...document,
    ...(credentialSpecs === undefined ? {} : { credentialSpecs: hiddenSpecs(credentialSpecs, mark) }),
    ...(configs === undefined ? {} : { configs: hidden(configs, mark) }),
  };
}

type CredentialSpecs = NonNullable<InventoryDocument['credentialSpecs']>;

const hiddenSpecs = ({ files, registry }: CredentialSpecs, mark: string): CredentialSpecs => ({
  ...(files === undefined ? {} : { files: hidden(files, mark) }),
  // Null says that the registry key does not exist.
  ...(registry === undefined ? {} : { registry: registry === null ? null : hidden(registry, mark) }),
});

const hidden = (contents: Readonly<Record<string, unknown>>, mark: string): Record<string, string> =>
  Object.fromEntries(Object.keys(contents).map((name) => [name, mark]));
