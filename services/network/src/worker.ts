import { defineWorker } from '@specline/bus';
import { catalog } from '@specline/contracts';
import type { NodeInventory } from '@specline/inventory';
import { resolveNetwork } from '@specline/rules';

/** Decides endpoints, gateway and DNS of a container on its node. */
export const networkWorker = (inventory: NodeInventory) =>
  defineWorker({
    kind: catalog.network,
    async resolve(slice, { signal, atLeast }) {
      const known = await inventory.networkFacts(slice, { signal, atLeast });
      return { revision: known.revision, ...resolveNetwork(slice, known) };
    },
  });
