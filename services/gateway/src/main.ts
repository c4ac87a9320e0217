import process from 'node:process';
import { runService } from '@specline/bus';
import { runGateway } from './run-gateway.ts';
import { gatewaySettings } from './settings.ts';

await runService(
  {
    name: 'gateway',
    description: 'The HTTP API: specs, submits, outcomes, events and inventories.',
    start: (context) => runGateway(context, gatewaySettings(process.env)),
  },
  process.env,
);
