import { join } from 'node:path';
import type { Contestant } from '../system/contestant.ts';
import { type Seven, startSeven } from '../system/seven.ts';
import { installPeers } from './install.ts';

const peer = (name: string, broker: Seven['broker']): Contestant => ({
  name,
  baseline: 'min',
  async start() {
    installPeers();
    const program = (role: string): string => join(import.meta.dirname, name, `${role}.js`);
    return startSeven({
      client: program('client'),
      aggregator: program('aggregator'),
      worker: program('worker'),
      broker,
    });
  },
});

/** Other systems that fan out and in, each as its documentation recommends; their workers decide nothing. */
export const peers = [
  peer('moleculer', 'nats-server'),
  peer('nestjs', 'nats-server'),
  peer('bullmq', 'redis-server'),
] as const;
