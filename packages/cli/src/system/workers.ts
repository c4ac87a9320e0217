import { type RunningWorker, type RunWorkerOptions, runWorker } from '@specline/bus';
import { type Kind, kinds } from '@specline/contracts';
import type { NodeInventory } from '@specline/inventory';
import { credentialsWorker } from '@specline/service-credentials';
import { imageWorker } from '@specline/service-image';
import { mountsWorker } from '@specline/service-mounts';
import { networkWorker } from '@specline/service-network';
import { resourcesWorker } from '@specline/service-resources';

type Run = (inventory: NodeInventory, options: RunWorkerOptions) => RunningWorker;

/** A kind without a line here does not compile. */
const run: { readonly [K in Kind]: Run } = {
  image: (inventory, options) => runWorker(imageWorker(inventory), options),
  mounts: (inventory, options) => runWorker(mountsWorker(inventory), options),
  network: (inventory, options) => runWorker(networkWorker(inventory), options),
  credentials: (inventory, options) => runWorker(credentialsWorker(inventory), options),
  resources: (_, options) => runWorker(resourcesWorker(), options),
};

/** Runs a worker in this process. */
export const runOne = (kind: Kind, inventory: NodeInventory, options: RunWorkerOptions): RunningWorker =>
  run[kind](inventory, options);

/** Runs one worker of each kind in this process. */
export const runWorkers = (inventory: NodeInventory, options: RunWorkerOptions): RunningWorker[] =>
  kinds.map((kind) => runOne(kind, inventory, options));
