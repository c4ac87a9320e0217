import { kinds } from '@specline/contracts';
import type { Row } from '../row.ts';
import { acknowledgeMs, deadlineMs } from '../row.ts';

const startMs = 4_000;

/** The only worker of a kind dies in the middle of its work; another one is started a second later. */
const killedWorkers: readonly Row[] = kinds.map((kind) => ({
  name: `${kind} worker killed`,
  recoveryMs: startMs,
  async break(estate, { random, pass }) {
    await pass(1_000 + random() * 1_500);
    await estate.strike(() => estate.service(`${kind}-1`).kill());
    await pass(1_000);
    await estate.replace(`${kind}-1`);
  },
}));

/** One of two aggregators dies mid-join, then the other: what either held comes again after the ack time. */
const killedAggregators: Row = {
  name: 'aggregators killed mid-join, one after the other',
  recoveryMs: acknowledgeMs + startMs,
  async break(estate, { random, pass }) {
    for (const name of ['aggregator-1', 'aggregator-2']) {
      await pass(800 + random() * 800);
      await estate.strike(() => estate.service(name).kill());
      await pass(500);
      await estate.replace(name);
    }
  },
};

const frozenWorker: Row = {
  name: 'worker frozen past the deadline',
  recoveryMs: 2 * deadlineMs + startMs,
  async break(estate, { random, pass }) {
    await pass(1_000 + random() * 1_000);
    const worker = estate.service('mounts-1');
    await estate.strike(() => worker.signal('SIGSTOP'));
    await pass(deadlineMs * 1.5);
    worker.signal('SIGCONT');
  },
};

/** All services are asked to end, one kind after the other, and must do so within ten seconds. */
const drained: Row = {
  name: 'every service ended by SIGTERM and replaced',
  recoveryMs: startMs,
  async break(estate, { pass }) {
    for (const name of [...estate.services.keys()]) {
      await pass(200);
      await estate.strike(async () => {
        const began = performance.now();
        const code = await estate.service(name).stop();
        const took = performance.now() - began;
        if (code !== 0 || took > 10_000) throw new Error(`${name} ended with ${code} after ${took.toFixed(0)} ms`);
      });
      await estate.replace(name);
    }
  },
};

export const processRows: readonly Row[] = [...killedWorkers, killedAggregators, frozenWorker, drained];
