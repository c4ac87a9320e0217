import { startServer } from './provider.ts';
import type { ServerPlan, TestServer } from './test-server.ts';

export interface RedisOptions {
  /** Whether writes outlive `kill` and `restart`; without it a restarted server is empty. */
  readonly persistent?: boolean;
  /** More lines of the server's configuration, e.g. `maxmemory 8mb`. */
  readonly config?: string;
  readonly port?: number;
  /** For one that speaks to others on loopback: its container has the network of the machine, which must be Linux. */
  readonly hostNetwork?: boolean;
}

/** Starts a Redis server for one suite. */
export function startRedis(options: RedisOptions = {}): Promise<TestServer> {
  return startServer(redisPlan(options), options.port);
}

function redisPlan({ persistent = false, config = '', hostNetwork = false }: RedisOptions): ServerPlan {
  return {
    program: 'redis-server',
    scheme: 'redis',
    config: ({ host, port, dataDir }) =>
      [
        `bind ${host}`,
        `port ${port}`,
        `dir ${JSON.stringify(dataDir)}`,
        'protected-mode no',
        'save ""',
        `appendonly ${persistent ? 'yes' : 'no'}`,
        config,
        '', // Redis ignores a last line that does not end
      ].join('\n'),
    arguments: (configFile) => [configFile],
    // An error is an answer too (a password is wanted); only "LOADING" means: not yet.
    probe: { greeting: 'PING\r\n', isReady: (reply) => !reply.startsWith('-LOADING') },
    hostNetwork,
    container: {
      image: process.env.SPECLINE_TEST_REDIS_IMAGE ?? 'redis:7-alpine',
      command: (configFile) => ['redis-server', configFile],
      port: 6379,
    },
  };
}
