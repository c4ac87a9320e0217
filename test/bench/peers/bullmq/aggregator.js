import { Worker } from 'bullmq';
import { serveRole } from '../../load/serve-load.ts';
import { concurrency, connection, kept, specs } from './options.js';

/** A parent is taken up when all its children are done. */
async function join(job) {
  return { id: job.data.id, partials: Object.values(await job.getChildrenValues()) };
}

const worker = new Worker(specs, join, { connection, concurrency, ...kept });
await worker.waitUntilReady();
serveRole();
