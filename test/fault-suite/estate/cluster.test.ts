import { connect } from 'nats';
import { expect, it } from 'vitest';
import { startCluster } from './cluster.ts';

it('a cluster keeps a stream three times, and another server leads when the leader is killed', async () => {
  await using cluster = await startCluster();
  const connection = await connect({ servers: cluster.url.split(',') });
  const { streams } = await connection.jetstreamManager();
  await streams.add({ name: 'KEPT', subjects: ['kept'], num_replicas: 3 });
  await connection.jetstream().publish('kept', 'text');
  const first = await cluster.leaderOf('KEPT');
  await first.kill();
  await expect.poll(() => cluster.leaderOf('KEPT').catch(() => first), { timeout: 15_000 }).not.toBe(first);
  await expect
    .poll(
      () =>
        streams.info('KEPT').then(
          ({ state }) => state.messages,
          () => 0,
        ),
      { timeout: 15_000 },
    )
    .toBe(1);
  await connection.close();
}, 60_000);
