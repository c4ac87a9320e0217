import process from 'node:process';
import { onInventoryChange, runService, runWorker, tellInventoryReads } from '@specline/bus';
import { askInventory, openInventory } from '@specline/inventory';
import { mountsWorker } from './worker.ts';

await runService(
  {
    name: 'mounts',
    description: 'Decides mounts and the staging plan.',
    start: async ({ settings, messages, subjects, log, metrics, spans }) => {
      const { redisUrl: url, inventoryCheck: check, cacheAgeMs, tls } = settings;
      const inventory = await openInventory({ url, check, cacheAgeMs, tls, log });
      onInventoryChange(messages, subjects, (change) => inventory.changed(change));
      tellInventoryReads(metrics, inventory.counts);
      const worker = runWorker(mountsWorker(inventory), { messages, subjects, log, metrics, spans });
      return {
        checks: { inventory: (signal) => askInventory(inventory, signal) },
        async stop() {
          await worker.stop();
          await inventory.close();
        },
      };
    },
  },
  process.env,
);
