import process from 'node:process';
import { onInventoryChange, runService, runWorker, tellInventoryReads } from '@specline/bus';
import { askInventory, openInventory } from '@specline/inventory';
import { networkWorker } from './worker.ts';

await runService(
  {
    name: 'network',
    description: 'Decides endpoints, gateway and DNS.',
    start: async ({ settings, messages, subjects, log, metrics, spans }) => {
      const { redisUrl: url, inventoryCheck: check, cacheAgeMs, tls } = settings;
      const inventory = await openInventory({ url, check, cacheAgeMs, tls, log });
      onInventoryChange(messages, subjects, (change) => inventory.changed(change));
      tellInventoryReads(metrics, inventory.counts);
      const worker = runWorker(networkWorker(inventory), { messages, subjects, log, metrics, spans });
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
