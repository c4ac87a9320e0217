import { join } from 'node:path';
import type { Contestant } from '../system/contestant.ts';
import { startSeven } from '../system/seven.ts';

const programs = {
  client: join(import.meta.dirname, 'client.ts'),
  aggregator: join(import.meta.dirname, 'aggregator.ts'),
  worker: join(import.meta.dirname, 'worker.ts'),
};

/** The yardstick: whole requests to five queue groups, parsed everywhere, joined in a map; no feature at all. */
export const minimum: Contestant = {
  name: 'min',
  about: 'a hand-written script: the whole request to five queue groups, parsed everywhere, joined in a map',
  lacks: 'everything: validation, deadlines, errors, logs, metrics, events, rules, an inventory',
  start: () => startSeven({ ...programs, broker: 'nats-server' }),
};
