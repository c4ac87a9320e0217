import process from 'node:process';
import { onInventoryChange, runService, runWorker } from '@specline/bus';
import { openInventory } from '@specline/inventory';
import { networkWorker } from './worker.ts';

await runService(
  {
    name: 'network',
    description: 'Decides endpoints, gateway and DNS.',
    start: async ({ settings, messages, subjects, log }) => {
      const { redisUrl: url, inventoryCheck: check, cacheAgeMs, tls } = settings;
      const inventory = await openInventory({ url, check, cacheAgeMs, tls, log });
      onInventoryChange(messages, subjects, (change) => inventory.changed(change));
      const worker = runWorker(networkWorker(inventory), { messages, subjects, log });
      return {
        async stop() {
          await worker.stop();
          await inventory.close();
        },
      };
    },
  },
  process.env,
);
