import { join } from 'node:path';
import type { Contestant } from '../system/contestant.ts';
import { startSeven } from '../system/seven.ts';

const programs = {
  client: join(import.meta.dirname, 'client.ts'),
  aggregator: join(import.meta.dirname, 'aggregator.ts'),
  worker: join(import.meta.dirname, '..', 'minimum', 'worker.ts'),
};

/** The yardstick of what is durable: each request is kept in a file once, until it is answered. */
export const durableMinimum: Contestant = {
  name: 'min-durable',
  about: 'the same, each request kept in a work-queue stream in a file until it is answered',
  lacks: 'everything but that; its answers are not recorded',
  start: () => startSeven({ ...programs, broker: 'nats-server' }),
};
