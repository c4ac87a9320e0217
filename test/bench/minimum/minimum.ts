import type { Contestant } from '../system/contestant.ts';
import { startSeven } from '../system/seven.ts';

/** The yardstick: whole requests to five queue groups, parsed everywhere, joined in a map; no feature at all. */
export const minimum: Contestant = {
  name: 'min',
  start: () => startSeven({ folder: new URL('.', import.meta.url), extension: 'ts', broker: 'nats-server' }),
};
