import process from 'node:process';
import { runService, runWorker } from '@specline/bus';
import { resourcesWorker } from './worker.ts';

await runService(
  {
    name: 'resources',
    description: 'Decides limits, devices, capabilities and device rules.',
    start: async ({ messages, subjects, log, metrics, spans }) =>
      runWorker(resourcesWorker(), { messages, subjects, log, metrics, spans }),
  },
  process.env,
);
