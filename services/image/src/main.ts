import process from 'node:process';
import { runService, runWorker } from '@specline/bus';
import { redisInventory } from '@specline/inventory';
import { imageWorker } from './worker.ts';

await runService(
  {
    name: 'image',
    description: 'Decides platform, layer folders and root path.',
    start: async ({ settings, messages, subjects, log }) => {
      const inventory = redisInventory({ url: settings.redisUrl, log });
      const worker = runWorker(imageWorker(inventory), { messages, subjects, log });
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
