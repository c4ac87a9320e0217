import type { Log, Messages, ServiceSettings } from '@specline/bus';
import { subjectsBelow } from '@specline/contracts';
import type { NodeInventory } from '@specline/inventory';
import { runAggregator } from '@specline/service-aggregator';
import { runWorkers } from './workers.ts';

export interface SystemOptions {
  readonly messages: Messages;
  readonly inventory: NodeInventory;
  readonly log: Log;
  readonly settings: Pick<ServiceSettings, 'prefix' | 'deadlineMs' | 'maximumOpen' | 'maximumOpenBytes'>;
}

export interface RunningSystem {
  /** Takes nothing new and ends what is open; bus and store stay. */
  stop(): Promise<void>;
}

/** Runs all services in this process. */
export async function startSystem({ messages, inventory, log, settings }: SystemOptions): Promise<RunningSystem> {
  const { prefix, deadlineMs, maximumOpen, maximumOpenBytes } = settings;
  const subjects = subjectsBelow(prefix);
  const workers = runWorkers(inventory, { messages, subjects, log });
  const limits = { deadlineMs, maximumOpen, maximumOpenBytes };
  const aggregator = await runAggregator({ messages, inventory, subjects, log, ...limits });
  return {
    async stop() {
      await aggregator.stop();
      await Promise.all(workers.map((worker) => worker.stop()));
    },
  };
}
