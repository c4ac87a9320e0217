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
  start: () => startSeven({ ...programs, broker: 'nats-server' }),
};
