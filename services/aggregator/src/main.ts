import process from 'node:process';
import { runService } from '@specline/bus';
import { streamsBelow } from '@specline/contracts';
import { redisInventory } from '@specline/inventory';
import { runAggregator } from './run-aggregator.ts';

await runService(
  {
    name: 'aggregator',
    description: 'Answers creates and brings submits to their outcomes: cuts the work, joins the partials, composes.',
    start: async (context) => {
      const { settings, subjects, log } = context;
      const inventory = redisInventory({ url: settings.redisUrl, log });
      const streams = streamsBelow(settings.prefix, subjects);
      const aggregator = await runAggregator({ ...context, inventory, streams });
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
