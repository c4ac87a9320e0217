import type { InventoryDocument } from '@specline/contracts';

/** An inventory as anyone may see it: names stay, contents of credential specs and configs are left out. */
export function withoutSecrets(document: InventoryDocument): InventoryDocument {
  const { credentialSpecs, configs } = document;
  return {
    ...document,
    ...(credentialSpecs === undefined ? {} : { credentialSpecs: hiddenSpecs(credentialSpecs) }),
    ...(configs === undefined ? {} : { configs: hidden(configs) }),
  };
}

type CredentialSpecs = NonNullable<InventoryDocument['credentialSpecs']>;

const hiddenSpecs = ({ files, registry }: CredentialSpecs): CredentialSpecs => ({
  ...(files === undefined ? {} : { files: hidden(files) }),
  // Null says that the registry key does not exist.
  ...(registry === undefined ? {} : { registry: registry === null ? null : hidden(registry) }),
});

const hidden = (contents: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(Object.keys(contents).map((name) => [name, '[hidden: --secrets shows it]']));
