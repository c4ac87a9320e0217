import { defineWorker } from '@specline/bus';
import { catalog } from '@specline/contracts';
import type { NodeInventory } from '@specline/inventory';
import { resolveImage } from '@specline/rules';

/** Decides platform, layer folders and root path of a container's image on its node. */
export const imageWorker = (inventory: NodeInventory) =>
  defineWorker({
    kind: catalog.image,
    async resolve(slice, { signal, atLeast }) {
      const known = await inventory.imageFacts(slice, { signal, atLeast });
      return { revision: known.revision, ...resolveImage(slice, known) };
    },
  });
