import type {
  ContainerLayer,
  CredentialLookups,
  CredentialsInventory,
  ImageInventory,
  MountsInventory,
  MountsSlice,
  NetworkInventory,
} from '@specline/contracts';

/**
 * Whether an answer has all that was asked for. What a node does not have may come at any moment, and who asks again
 * because it was missing must find it: an answer that lacks something is never kept.
 */
export const isWholeImage = ({ container, image }: ImageInventory): boolean =>
  hasLayer(container) && image !== undefined && !image.folders.includes(null);

export const isWholeMounts =
  ({ secretReferences, configReferences }: MountsSlice) =>
  ({ container, secrets, configs }: MountsInventory): boolean =>
    hasLayer(container) &&
    secretReferences.every(({ SecretID }) => secrets.has(SecretID)) &&
    configReferences.every(({ ConfigID }) => configs.has(ConfigID));

/** Without driver info there is no endpoint; null, which cannot be read, is one. */
export const isWholeNetwork = ({ endpoints }: NetworkInventory): boolean =>
  endpoints.every((endpoint) => endpoint?.driverInfo !== undefined);

export const isWholeCredentials =
  (lookups: CredentialLookups) =>
  ({ files, registry, configs }: CredentialsInventory): boolean =>
    lookups.files.every((name) => files.has(name)) &&
    lookups.registry.every((name) => registry?.has(name)) &&
    lookups.configs.every((name) => configs.has(name));

/** Null is a layer, one without a folder. */
const hasLayer = (container: ContainerLayer | undefined): boolean => container?.rwLayer !== undefined;
