import { defineWorker } from '@specline/bus';
import { catalog } from '@specline/contracts';
import type { NodeInventory } from '@specline/inventory';
import { resolveMounts } from '@specline/rules';

/** Decides which mounts a container gets on its node, and what is staged there before its start. */
export const mountsWorker = (inventory: NodeInventory) =>
  defineWorker({
    kind: catalog.mounts,
    async resolve(slice, { signal, atLeast }) {
      const known = await inventory.mountsFacts(slice, { signal, atLeast });
      return { revision: known.revision, ...resolveMounts(slice, known) };
    },
  });
