import type { Row } from '../row.ts';

const reconnectMs = 3_000;

const killedNats: Row = {
  name: 'nats-server killed and restarted on its store',
  recoveryMs: reconnectMs + 6_000,
  async break(estate, { random, pass }) {
    await pass(1_000 + random() * 1_500);
    await estate.strike(() => estate.nats.kill());
    await pass(1_000);
    await estate.nats.restart();
  },
};

const killedRedis: Row = {
  name: 'redis-server killed and restarted on its store',
  recoveryMs: reconnectMs + 3_000,
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

export const serverRows: readonly Row[] = [killedNats, killedRedis, frozenRedis];
