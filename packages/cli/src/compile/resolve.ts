import type { InventoryDocument, Resolutions, Slices } from '@specline/contracts';
import { credentialsFacts, imageFacts, mountsFacts, networkFacts } from '@specline/inventory';
import {
  credentialLookups,
  resolveCredentials,
  resolveImage,
  resolveMounts,
  resolveNetwork,
  resolveResources,
} from '@specline/rules';

/** What each kind decides from one inventory document: the work of the workers, without a bus. */
export function resolveAll(slices: Slices, document: InventoryDocument): Resolutions {
  // A document on its own has no revision.
  const snapshot = { revision: 0, document };
  const { image, mounts, network, credentials, resources } = slices;
  return {
    image: resolveImage(image, imageFacts(snapshot, image)),
    mounts: resolveMounts(mounts, mountsFacts(snapshot, mounts)),
    network: resolveNetwork(network, networkFacts(snapshot, network)),
    credentials: resolveCredentials(credentials, credentialsFacts(snapshot, credentialLookups(credentials))),
    resources: resolveResources(resources),
  };
}
