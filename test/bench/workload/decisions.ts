import type { Kind, Resolutions, SliceOf } from '@specline/contracts';
import type { NodeInventory } from '@specline/inventory';
import {
  credentialLookups,
  resolveCredentials,
  resolveImage,
  resolveMounts,
  resolveNetwork,
  resolveResources,
} from '@specline/rules';

/** Reads what a decision needs, and gives the decision, to be made as often as it is measured. */
type Prepare<K extends Kind> = (slice: SliceOf<K>, inventory: NodeInventory) => Promise<() => Resolutions[K]>;

const any = { atLeast: 0 };

/** The decision of each kind, without a service around it. */
export const decisions: { readonly [K in Kind]: Prepare<K> } = {
  async image(slice, inventory) {
    const known = await inventory.imageFacts(slice, any);
    return () => resolveImage(slice, known);
  },
  async mounts(slice, inventory) {
    const known = await inventory.mountsFacts(slice, any);
    return () => resolveMounts(slice, known);
  },
  async network(slice, inventory) {
    const known = await inventory.networkFacts(slice, any);
    return () => resolveNetwork(slice, known);
  },
  async credentials(slice, inventory) {
    const known = await inventory.credentialsFacts(slice.node, credentialLookups(slice), any);
    return () => resolveCredentials(slice, known);
  },
  resources: async (slice) => () => resolveResources(slice),
};
