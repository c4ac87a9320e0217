import process from 'node:process';
import { runService, runWorker } from '@specline/bus';
import { redisInventory } from '@specline/inventory';
import { networkWorker } from './worker.ts';

await runService(
  {
    name: 'network',
    description: 'Decides endpoints, gateway and DNS.',
    start: async ({ settings, messages, subjects, log }) => {
      const inventory = redisInventory({ url: settings.redisUrl, log });
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
