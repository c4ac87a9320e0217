import { join } from 'node:path';
import type { Contestant } from '../system/contestant.ts';
import { type Seven, startSeven } from '../system/seven.ts';
import { installPeers } from './install.ts';

const peer = (name: string, broker: Seven['broker'], words: Pick<Contestant, 'about' | 'lacks'>): Contestant => ({
  ...words,
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
  peer('moleculer', 'nats-server', {
    about: 'actions of a Moleculer service over NATS, five called at once by `mcall`',
    lacks: 'rules and an inventory; validation, metrics and tracing, which it has, are off as by default',
  }),
  peer('nestjs', 'nats-server', {
    about: 'message patterns of NestJS microservices over NATS, five joined by `forkJoin`',
    lacks: 'rules, an inventory, deadlines, metrics; validation, which it has, is off as by default',
  }),
  peer('bullmq', 'redis-server', {
    about: 'flows of BullMQ: a parent job with five children; all jobs are recorded in Redis, so it is durable',
    lacks: 'rules and an inventory; it writes to its disk once a second, so that a crash can lose a second',
  }),
] as const;
