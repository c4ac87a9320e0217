import { Worker } from 'bullmq';
import { serveRole } from '../../load/serve-load.ts';
import { trivialPartial } from '../../workload/partial.ts';
import { concurrency, connection, kept } from './options.js';

const kind = process.env.KIND;
const worker = new Worker(kind, async ({ data }) => trivialPartial(kind, data), { connection, concurrency, ...kept });
await worker.waitUntilReady();
serveRole();
