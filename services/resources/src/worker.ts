import { defineWorker } from '@specline/bus';
import { catalog } from '@specline/contracts';
import { resolveResources } from '@specline/rules';

/** Decides limits, devices, capabilities and device rules. It reads nothing of the node but its slice. */
export const resourcesWorker = () =>
  defineWorker({
    kind: catalog.resources,
    resolve: async (slice, { atLeast }) => ({ revision: atLeast, ...resolveResources(slice) }),
  });
