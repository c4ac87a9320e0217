import process from 'node:process';
import { runService, runWorker } from '@specline/bus';
import { redisInventory } from '@specline/inventory';
import { mountsWorker } from './worker.ts';

await runService(
  {
    name: 'mounts',
    description: 'Decides mounts and the staging plan.',
    start: async ({ settings, messages, subjects, log }) => {
      const inventory = redisInventory({ url: settings.redisUrl, log });
      const worker = runWorker(mountsWorker(inventory), { messages, subjects, log });
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
