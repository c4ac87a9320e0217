import process from 'node:process';
import { runService } from '@specline/bus';
import { redisInventory } from '@specline/inventory';
import { runAggregator } from './run-aggregator.ts';

await runService(
  {
    name: 'aggregator',
    description: 'Answers create requests: cuts the work, joins the partials, composes the spec.',
    start: async ({ settings, messages, subjects, log }) => {
      const { deadlineMs, maximumOpen, maximumOpenBytes } = settings;
      const inventory = redisInventory({ url: settings.redisUrl, log });
      const limits = { deadlineMs, maximumOpen, maximumOpenBytes };
      const aggregator = await runAggregator({ messages, inventory, subjects, log, ...limits });
      return {
        async stop() {
          await aggregator.stop();
          await inventory.close();
        },
      };
    },
  },
  process.env,
);
