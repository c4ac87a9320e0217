import { startServer } from './provider.ts';
import type { ServerPlan, TestServer } from './test-server.ts';

export interface NatsOptions {
  /** Streams, with a store that outlives `kill` and `restart`; off unless asked for. */
  readonly jetstream?: boolean;
  /** Room for all streams; as much as the disk has unless given. */
  readonly storeBytes?: number;
  /** More of the server's configuration, in its own language, e.g. `max_payload: 4096`. */
  readonly config?: string;
  readonly port?: number;
  /** For one that speaks to others on loopback: its container has the network of the machine, which must be Linux. */
  readonly hostNetwork?: boolean;
}

/** Starts a NATS server for one suite. */
export function startNats(options: NatsOptions = {}): Promise<TestServer> {
  return startServer(natsPlan(options), options.port);
}

function natsPlan(options: NatsOptions): ServerPlan {
  const { jetstream = false, storeBytes, config = '', hostNetwork = false } = options;
  const room = storeBytes === undefined ? '' : `, max_file_store: ${storeBytes}`;
  return {
    program: 'nats-server',
    scheme: 'nats',
    config: ({ host, port, dataDir }) =>
      [
        `listen: ${JSON.stringify(`${host}:${port}`)}`,
        jetstream ? `jetstream { store_dir: ${JSON.stringify(dataDir)}${room} }` : '',
        config,
      ].join('\n'),
    arguments: (configFile) => ['-c', configFile],
    // The server speaks first, as soon as it takes clients.
    probe: { greeting: '', isReady: (reply) => reply.startsWith('INFO') },
    hostNetwork,
    container: {
      image: process.env.SPECLINE_TEST_NATS_IMAGE ?? 'nats:2.10-alpine',
      command: (configFile) => ['nats-server', '-c', configFile],
      port: 4222,
    },
  };
}
