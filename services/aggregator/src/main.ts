import process from 'node:process';
import { onInventoryChange, runService, tellInventoryReads } from '@specline/bus';
import { streamsBelow } from '@specline/contracts';
import { askInventory, openInventory } from '@specline/inventory';
import { runAggregator } from './run-aggregator.ts';

await runService(
  {
    name: 'aggregator',
    description: 'Answers creates and brings submits to their outcomes: cuts the work, joins the partials, composes.',
    start: async (context) => {
      const { settings, messages, subjects, log, metrics } = context;
      const { redisUrl: url, inventoryCheck: check, cacheAgeMs, tls } = settings;
      const inventory = await openInventory({ url, check, cacheAgeMs, tls, log });
      onInventoryChange(messages, subjects, (change) => inventory.changed(change));
      tellInventoryReads(metrics, inventory.counts);
      const streams = streamsBelow(settings.prefix, subjects);
      const aggregator = await runAggregator({ ...context, inventory, streams });
      return {
        checks: { inventory: (signal) => askInventory(inventory, signal), submits: () => aggregator.takesSubmits },
        async stop() {
          await aggregator.stop();
          await inventory.close();
        },
      };
    },
  },
  process.env,
);
