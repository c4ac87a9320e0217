import { createLog, embeddedBus, serviceSettings } from '@specline/bus';
import { startSystem } from '@specline/cli/system';
import { speclineOn } from '@specline/client';
import type { ComposedOutcome } from '@specline/contracts';
import { embeddedInventory } from '@specline/inventory';
import { serveLoad } from '../load/serve-load.ts';
import { specText, traceparent } from '../specline/connected.ts';
import { Estate } from '../workload/estate.ts';

const estate = new Estate();
const inventory = embeddedInventory();
for (const document of estate.inventories()) await inventory.push(document);

const log = createLog({ service: 'specline', level: 'info' });
const bus = embeddedBus({ log });
await startSystem({ ...bus, inventory, log, settings: serviceSettings({}) });
const specline = speclineOn(bus);
serveLoad<ComposedOutcome>({
  ask: (index) => specline.create(estate.request(index), { traceparent: traceparent(index) }),
  text: specText,
});
