import type {
  ContainerLayer,
  CredentialLookups,
  CredentialsInventory,
  Endpoint,
  ImageInventory,
  ImageSlice,
  InventoryDocument,
  KnownImage,
  MountsInventory,
  MountsSlice,
  NetworkInventory,
  NetworkSlice,
} from '@specline/contracts';
import { foldCase, lookupKey } from '@specline/windows';
import { chainIds } from './chain-ids.ts';

/** An inventory document at a revision. */
export interface Snapshot {
  readonly revision: number;
  readonly document: InventoryDocument;
}

/** What the image worker reads, from one document. */
export const imageFacts = ({ revision, document }: Snapshot, slice: ImageSlice): ImageInventory => ({
  revision,
  container: containerLayer(document, slice.container),
  image: knownImage(document, slice.image),
});

/** An image is found by its id, else by a name under which the node knows it. */
function knownImage(document: InventoryDocument, reference: string): KnownImage | undefined {
  const image =
    member(document.images, reference) ??
    Object.values(document.images ?? {}).find(({ references }) => references?.includes(reference));
  if (image === undefined) return undefined;
  const chain = chainIds(image.rootfs.diff_ids ?? []);
  return {
    os: image.os,
    rootfsType: image.rootfs.type,
    chain,
    folders: chain.map((chainId) => member(document.layers, chainId) ?? null),
  };
}

/** What the mounts worker reads, from one document. */
export const mountsFacts = ({ revision, document }: Snapshot, slice: MountsSlice): MountsInventory => ({
  revision,
  container: containerLayer(document, slice.container),
  secrets: new Set(
    slice.secretReferences.map(({ SecretID }) => SecretID).filter((id) => document.secrets?.includes(id)),
  ),
  configs: new Set(
    slice.configReferences.map(({ ConfigID }) => ConfigID).filter((id) => Object.hasOwn(document.configs ?? {}, id)),
  ),
});

/** A container without its endpoints: who needs those asks for them by network. */
function containerLayer(document: InventoryDocument, id: string): ContainerLayer | undefined {
  const container = member(document.containers, id);
  if (container?.endpoints === undefined) return container;
  const { endpoints: _, ...layer } = container;
  return layer;
}

/** What the network worker reads, from one document. */
export const networkFacts = ({ revision, document }: Snapshot, slice: NetworkSlice): NetworkInventory => ({
  revision,
  endpoints: slice.networks.map((network) => endpointOf(document, slice.container, network)),
});

/** A container that lists its own endpoints has no others, though the node may have more networks. */
function endpointOf(document: InventoryDocument, container: string, network: string): Endpoint | null {
  const onNode = member(document.endpoints, network) ?? null;
  const own = member(document.containers, container)?.endpoints;
  if (own === undefined) return onNode;
  return member(own, network) ?? (onNode === null ? null : {});
}

/** What the credentials worker reads, from one document. */
export function credentialsFacts({ revision, document }: Snapshot, lookups: CredentialLookups): CredentialsInventory {
  const { files, registry } = document.credentialSpecs ?? {};
  return {
    revision,
    files: select(files ?? {}, lookups.files, lookupKey),
    registry: registry === null ? null : select(registry ?? {}, lookups.registry, foldCase),
    configs: select(document.configs ?? {}, lookups.configs, (name) => name),
  };
}

/** The members whose folded names are asked for; where two names fold to one, the first in the document counts. */
function select<T>(
  members: Readonly<Record<string, T>>,
  wanted: readonly string[],
  fold: (name: string) => string,
): Map<string, T> {
  const found = new Map<string, T>();
  if (wanted.length === 0) return found;
  const keys = new Set(wanted);
  for (const [name, value] of Object.entries(members)) {
    const key = fold(name);
    if (keys.has(key) && !found.has(key)) found.set(key, value);
  }
  return found;
}

/** Names come from outside, so `constructor` and the like must not find what every object has. */
const member = <T>(members: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  members !== undefined && Object.hasOwn(members, name) ? members[name] : undefined;
