import { setTimeout as wait } from 'node:timers/promises';
import { startRedis, type TestServer } from '@specline/testing';
import { startCut } from './cut.ts';
import { redisCommand } from './redis-command.ts';

/** A copy of a Redis, and one address that leads to whichever of the two is in charge. */
export interface Replica extends AsyncDisposable {
  readonly url: string;
  promote(): Promise<void>;
}

/** A copy begins within this time, in milliseconds: a server waits five seconds for others that want one, too. */
const copiedWithinMs = 20_000;

/** Starts a copy of a Redis; the address leads to the original until the copy is promoted. */
export async function startReplica(primary: TestServer): Promise<Replica> {
  const copy = await startRedis({
    persistent: true,
    hostNetwork: true,
    config: `replicaof 127.0.0.1 ${primary.port}`,
  });
  await copied(copy.port);
  const wire = await startCut(primary.port);
  return {
    url: `redis://127.0.0.1:${wire.port}`,
    async promote() {
      await redisCommand(copy.port, 'REPLICAOF NO ONE');
      wire.move(copy.port);
    },
    async [Symbol.asyncDispose]() {
      await wire[Symbol.asyncDispose]();
      await copy.stop();
    },
  };
}

/** Resolves when the copy has all that the original has; before, its promotion would lose nodes that were pushed long ago. */
async function copied(port: number): Promise<void> {
  const until = performance.now() + copiedWithinMs;
  while (!(await redisCommand(port, 'INFO replication')).includes('master_link_status:up')) {
    if (performance.now() > until) throw new Error('the copy of Redis has no connection to the original');
    await wait(50);
  }
}
