/**
 * A scheduler in the manner of a swarm manager: places 1,000 tasks on 20 nodes, orders a spec for each, follows what
 * they come to, and says so. It retries nothing: what is worth retrying, the client has.
 *
 *   NATS_URL=nats://127.0.0.1:4222 REDIS_URL=redis://127.0.0.1:6379 node packages/client/examples/scheduler.ts
 */
import { connectSpecline, DeadLettered, type Specline } from '@specline/client';
import { redisInventory } from '@specline/inventory';
import { inventoryOf, place, requestFor, type Task } from './swarm.ts';

const { NATS_URL = 'nats://127.0.0.1:4222', REDIS_URL = 'redis://127.0.0.1:6379' } = process.env;

const nodes = Array.from({ length: 20 }, (_, index) => `win-${String(index + 1).padStart(2, '0')}`);
// An id is for one request, so that each run has a service of its own.
const tasks = place(`shop-${Date.now().toString(36)}`, 1_000, nodes);

/** What each node knows, told before anything is asked of it; gives the revisions. */
async function pushInventories(): Promise<Map<string, number>> {
  const inventory = redisInventory({ url: REDIS_URL });
  try {
    const pushed = nodes.map(
      async (node) => [node, (await inventory.push(inventoryOf(node, tasks))).revision] as const,
    );
    return new Map(await Promise.all(pushed));
  } finally {
    await inventory.close();
  }
}

/** What a task came to: `composed`, or the code of its first error. */
async function order(specline: Specline, task: Task, slot: number): Promise<string> {
  const minInventoryRevision = revisions.get(task.node) ?? 0;
  const receipt = await specline.submit({ ...requestFor(task, slot), minInventoryRevision });
  try {
    const outcome = await specline.outcome(receipt, { wait: true });
    return outcome.status === 'composed' ? 'composed' : (outcome.errors[0]?.code ?? 'failed');
  } catch (error) {
    if (error instanceof DeadLettered) return `dead letter: ${error.reason}`;
    throw error;
  }
}

const started = performance.now();
const revisions = await pushInventories();
await using specline = await connectSpecline({ servers: NATS_URL.split(','), name: 'example scheduler' });
const results = await Promise.all(tasks.map((task, slot) => order(specline, task, slot)));

console.log(`${tasks.length} tasks on ${nodes.length} nodes in ${Math.round(performance.now() - started)} ms`);
for (const [result, those] of Map.groupBy(results, (result) => result)) console.log(`${result}: ${those.length}`);
