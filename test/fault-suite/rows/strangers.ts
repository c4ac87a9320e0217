import { startProcess } from '@specline/testing';
import { deadlineMs, type Row } from '../row.ts';

/** Beside the real image worker one takes its share of the work and answers it badly. */
const saboteur: Row = {
  name: 'worker that answers rubbish, twice, late, for others, or not',
  // A job that it spoils is asked again at a quarter, a half and three quarters of the deadline.
  recoveryMs: 2 * deadlineMs,
  async break(estate, { pass, published }) {
    await pass(500);
    await estate.strike(async () => {
      const env = { NATS_URL: estate.natsUrl, REDIS_URL: estate.redis.url };
      const stranger = await startProcess('test/fault-suite/saboteur.ts', { env });
      estate.keep(stranger);
      await stranger.waitForLine((line) => line.includes('"event":"service started"'));
    });
    await estate.strike(() => pass(1_000));
    await published;
  },
};

export const strangerRows: readonly Row[] = [saboteur];
