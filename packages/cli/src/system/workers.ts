import { type RunningWorker, type RunWorkerOptions, runWorker } from '@specline/bus';
import type { NodeInventory } from '@specline/inventory';
import { credentialsWorker } from '@specline/service-credentials';
import { imageWorker } from '@specline/service-image';
import { mountsWorker } from '@specline/service-mounts';
import { networkWorker } from '@specline/service-network';
import { resourcesWorker } from '@specline/service-resources';

/** Runs one worker of each kind in this process. */
export const runWorkers = (inventory: NodeInventory, options: RunWorkerOptions): RunningWorker[] => [
  runWorker(imageWorker(inventory), options),
  runWorker(mountsWorker(inventory), options),
  runWorker(networkWorker(inventory), options),
  runWorker(credentialsWorker(inventory), options),
  runWorker(resourcesWorker(), options),
];
