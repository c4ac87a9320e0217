import type { Row } from '../row.ts';

const recordingMs = 10_000;

const killedServer: Row = {
  name: 'nats-server killed and restarted on its store',
  recoveryMs: recordingMs,
  async break(estate, { random, pass }) {
    await pass(1_000 + random() * 1_500);
    await estate.strike(() => estate.nats().kill());
    await pass(1_000);
    await estate.nats().restart();
  },
};

const cutWire: Row = {
  name: 'wire between an aggregator and the broker cut',
  estate: { wired: true },
  recoveryMs: recordingMs,
  async break(estate, { random, pass }) {
    await pass(1_000 + random() * 1_500);
    await estate.strike(() => estate.wire().cut());
    await pass(4_000);
    estate.wire().mend();
  },
};

const killedLeader: Row = {
  name: 'leaders of the submit and outcome streams killed, one of three servers each',
  estate: { broker: 'cluster', environment: { SPECLINE_STREAM_REPLICAS: '3' } },
  recoveryMs: 15_000,
  async break(estate, { random, pass }) {
    for (const stream of ['SPECLINE_SUBMIT', 'SPECLINE_OUTCOMES']) {
      await pass(1_000 + random() * 500);
      const leader = await estate.cluster().leaderOf(stream);
      await estate.strike(() => leader.kill());
      await pass(2_000);
      await leader.restart();
    }
  },
};

export const brokerRows: readonly Row[] = [killedServer, cutWire, killedLeader];
