import { connect, type NatsConnection } from 'nats';
import { redisCommand } from '../estate/redis-command.ts';
import type { Row } from '../row.ts';

/** The outcomes' stream has no room: nothing can be recorded until there is some again. */
const fullStore: Row = {
  name: 'outcomes refused for lack of room, then room again',
  recoveryMs: 15_000,
  async break(estate, { pass }) {
    await pass(1_500);
    const connection = await connect({ servers: estate.natsUrl });
    const roomy = await outcomesLimit(connection);
    await estate.strike(() => limitOutcomes(connection, 'what is there'));
    await pass(3_000);
    await limitOutcomes(connection, roomy);
    await connection.close();
  },
};

async function outcomesLimit(connection: NatsConnection): Promise<number> {
  const { streams } = await connection.jetstreamManager();
  return (await streams.info('SPECLINE_OUTCOMES')).config.max_bytes;
}

async function limitOutcomes(connection: NatsConnection, bytes: number | 'what is there'): Promise<void> {
  const { streams } = await connection.jetstreamManager();
  const { config, state } = await streams.info('SPECLINE_OUTCOMES');
  await streams.update('SPECLINE_OUTCOMES', { ...config, max_bytes: bytes === 'what is there' ? state.bytes : bytes });
}

const killedRedis: Row = {
  name: 'redis-server killed and restarted on its store',
  recoveryMs: 6_000,
  async break(estate, { random, pass }) {
    await pass(1_000 + random() * 1_500);
    await estate.strike(() => estate.redis.kill());
    await pass(1_000);
    await estate.redis.restart();
  },
};

const frozenRedis: Row = {
  name: 'redis-server frozen for longer than the deadline',
  recoveryMs: 8_000,
  async break(estate, { random, pass }) {
    await pass(1_000 + random() * 1_500);
    await estate.strike(() => estate.redis.pause());
    await pass(4_000);
    await estate.redis.resume();
  },
};

/** The copy takes the address of the one that died, as behind a virtual address or a name that moves. */
const promotedReplica: Row = {
  name: 'redis-server killed and its replica promoted',
  estate: { replicated: true },
  recoveryMs: 6_000,
  async break(estate, { random, pass }) {
    await pass(1_000 + random() * 1_500);
    await estate.strike(() => estate.redis.kill());
    await pass(1_000);
    await estate.promoteReplica();
  },
};

/** Redis takes no writes for lack of memory, and is then given memory again. */
const redisOutOfMemory: Row = {
  name: 'redis-server out of memory',
  recoveryMs: 3_000,
  async break({ redis, strike }, { pass, push }) {
    await pass(1_000);
    await strike(() => redisCommand(redis.port, 'CONFIG SET maxmemory 1mb'));
    const code = await push().then(
      () => 'none',
      (error: unknown) => (error as { code?: string }).code,
    );
    if (code !== 'unavailable') throw new Error(`a push without memory must be refused as unavailable, not: ${code}`);
    await pass(2_000);
    await redisCommand(redis.port, 'CONFIG SET maxmemory 0');
    await push();
  },
};

/** Away for longer than a submit ever rests. */
const redisLongAway: Row = {
  name: 'redis-server away for 65 s, longer than any rest of a submit',
  submits: 1_000,
  rate: 40,
  recoveryMs: 72_000,
  async break(estate, { pass }) {
    await pass(1_500);
    await estate.strike(() => estate.redis.kill());
    await pass(65_000);
    await estate.redis.restart();
  },
};

export const storeRows: readonly Row[] = [
  fullStore,
  killedRedis,
  frozenRedis,
  promotedReplica,
  redisOutOfMemory,
  redisLongAway,
];
