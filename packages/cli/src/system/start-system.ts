import { type Journal, type Log, type Messages, onInventoryChange, type ServiceSettings } from '@specline/bus';
import { streamsBelow, subjectsBelow } from '@specline/contracts';
import { cachedInventory, type NodeInventory } from '@specline/inventory';
import { runAggregator } from '@specline/service-aggregator';
import { runWorkers } from './workers.ts';

export interface SystemOptions {
  readonly messages: Messages;
  readonly journal: Journal;
  readonly inventory: NodeInventory;
  readonly log: Log;
  readonly settings: ServiceSettings;
}

export interface RunningSystem {
  /** Takes nothing new and ends what is open; bus and store stay. */
  stop(): Promise<void>;
}

/** Runs all services in this process. */
export async function startSystem(options: SystemOptions): Promise<RunningSystem> {
  const { messages, log, settings } = options;
  const subjects = subjectsBelow(settings.prefix);
  const streams = streamsBelow(settings.prefix, subjects);
  const inventory = cachedInventory(options.inventory, { maximumAgeMs: settings.cacheAgeMs });
  const changes = onInventoryChange(messages, subjects, (change) => inventory.changed(change));
  const workers = runWorkers(inventory, { messages, subjects, log });
  const aggregator = await runAggregator({ ...options, inventory, subjects, streams });
  return {
    async stop() {
      await aggregator.stop();
      await Promise.all(workers.map((worker) => worker.stop()));
      await changes.drain();
    },
  };
}
