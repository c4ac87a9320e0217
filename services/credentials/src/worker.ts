import { defineWorker } from '@specline/bus';
import { catalog } from '@specline/contracts';
import type { NodeInventory } from '@specline/inventory';
import { credentialLookups, resolveCredentials } from '@specline/rules';

/** Decides the credential spec of a container on its node. */
export const credentialsWorker = (inventory: NodeInventory) =>
  defineWorker({
    kind: catalog.credentials,
    async resolve(slice, { signal, atLeast }) {
      const known = await inventory.credentialsFacts(slice.node, credentialLookups(slice), { signal, atLeast });
      return { revision: known.revision, ...resolveCredentials(slice, known) };
    },
  });
