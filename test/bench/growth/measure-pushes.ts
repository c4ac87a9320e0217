import { redisInventory } from '@specline/inventory';
import { startRedisServer } from '../load/servers.ts';
import type { Point } from '../report/lines.ts';
import { median } from '../statistics.ts';
import { Estate } from '../workload/estate.ts';

const containers = [5, 50, 500, 5_000] as const;

/** How long a push of what a node knows takes, in milliseconds, by its number of endpoints; two a container. */
export async function measurePushes(rounds: number): Promise<Point[]> {
  await using redis = await startRedisServer();
  const inventory = redisInventory({ url: `redis://127.0.0.1:${redis.port}` });
  const times = new Map(containers.map((count) => [count, [] as number[]]));
  // The first round warms up.
  for (let round = -1; round < rounds; round++) {
    for (const [count, own] of times) {
      const [document] = new Estate({ nodes: 1, containersEach: count }).inventories();
      if (document === undefined) continue;
      const began = performance.now();
      await inventory.push(document);
      if (round >= 0) own.push(performance.now() - began);
    }
  }
  await inventory.close();
  return Array.from(times, ([count, own]) => ({ x: count * 2, y: median(own) }));
}
