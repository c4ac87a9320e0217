import process from 'node:process';
import { runService, runWorker } from '@specline/bus';
import { redisInventory } from '@specline/inventory';
import { credentialsWorker } from './worker.ts';

await runService(
  {
    name: 'credentials',
    description: 'Decides the credential spec.',
    start: async ({ settings, messages, subjects, log }) => {
      const inventory = redisInventory({ url: settings.redisUrl, log });
      const worker = runWorker(credentialsWorker(inventory), { messages, subjects, log });
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
