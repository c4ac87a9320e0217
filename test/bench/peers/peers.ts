import type { Contestant } from '../system/contestant.ts';
import { type Seven, startSeven } from '../system/seven.ts';
import { installPeers } from './install.ts';

const peer = (name: string, broker: Seven['broker']): Contestant => ({
  name,
  baseline: 'min',
  async start() {
    installPeers();
    return startSeven({ folder: new URL(`${name}/`, import.meta.url), extension: 'js', broker });
  },
});

/** Other systems that fan out and in, each as its documentation recommends; their workers decide nothing. */
export const peers = [
  peer('moleculer', 'nats-server'),
  peer('nestjs', 'nats-server'),
  peer('bullmq', 'redis-server'),
] as const;
