import { setTimeout as wait } from 'node:timers/promises';
import { kinds } from '@specline/contracts';
import { startNats, startProcess, startRedis, type TestProcess, type TestServer } from '@specline/testing';
import { type Cluster, startCluster } from './cluster.ts';
import { type Cut, startCut } from './cut.ts';
import { startReplica } from './replica.ts';

/** What can be broken: the servers, the wires between, and every service as a process of its own. */
export interface Estate extends AsyncDisposable {
  /** Where the broker is: one server, or all of a cluster, separated by commas. */
  readonly natsUrl: string;
  readonly redis: TestServer;
  /** All services by name: `aggregator-1`, `image-1`, … */
  readonly services: ReadonlyMap<string, TestProcess>;
  /** When something was broken, in milliseconds since 1970. */
  readonly strikes: readonly number[];
  /** The one server, where there is no cluster. */
  nats(): TestServer;
  cluster(): Cluster;
  /** The wire from the first aggregator to the broker, where it has one. */
  wire(): Cut;
  /** The copy that `redis` has, where it has one; moves the services to it. */
  promoteReplica(): Promise<void>;
  service(name: string): TestProcess;
  /** Breaks something while requests are open, and notes when. */
  strike(fault: () => unknown): Promise<void>;
  /** Starts a service in the place of one that has ended; resolves when it takes work. */
  replace(name: string): Promise<void>;
  /** Starts something that does not belong to the product; it ends with the estate. */
  keep(stranger: AsyncDisposable): void;
}

export interface EstateOptions {
  readonly aggregators: number;
  /** Of each kind. */
  readonly workers: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly broker?: 'one server' | 'cluster';
  /** Whether the first aggregator reaches the broker by a wire that can be cut. */
  readonly wired?: boolean;
  /** Whether Redis has a copy that can take its place. */
  readonly replicated?: boolean;
}

/** The workers of this kind are frozen for so long before each fault, so that it strikes open requests. */
const heldKind = 'network';
const heldMs = 150;

/** Starts servers with stores that outlive a kill, and the services on them. */
export async function startEstate(options: EstateOptions): Promise<Estate> {
  const inCluster = options.broker === 'cluster';
  const nats = inCluster ? undefined : await startNats({ jetstream: true });
  const cluster = inCluster ? await startCluster() : undefined;
  const redis = await startRedis({ persistent: true, config: 'maxmemory-policy noeviction' });
  const replica = options.replicated ? await startReplica(redis) : undefined;
  const wire = options.wired && nats !== undefined ? await startCut(nats.port) : undefined;
  const natsUrl = nats?.url ?? cluster?.url ?? '';
  const services = new Map<string, TestProcess>();
  const strikes: number[] = [];
  const strangers: AsyncDisposable[] = [];
  const replace = async (name: string): Promise<void> => {
    const address = wire !== undefined && name === 'aggregator-1' ? `nats://127.0.0.1:${wire.port}` : natsUrl;
    const env = { ...options.environment, NATS_URL: address, REDIS_URL: replica?.url ?? redis.url };
    const service = await startProcess(`services/${name.replace(/-\d+$/, '')}/src/main.ts`, { env });
    services.set(name, service);
    await service.waitForLine((line) => line.includes('"event":"service started"'), 30_000);
  };
  await Promise.all(serviceNames(options).map(replace));
  return {
    natsUrl,
    redis,
    services,
    strikes,
    nats: () => present(nats),
    cluster: () => present(cluster),
    wire: () => present(wire),
    promoteReplica: () => present(replica).promote(),
    service: (name) => present(services.get(name)),
    async strike(fault) {
      // A system that keeps up has next to nothing open at most moments, and a fault would prove nothing.
      const held = [...services].flatMap(([name, service]) => (name.startsWith(heldKind) ? [service] : []));
      for (const service of held) service.signal('SIGSTOP');
      await wait(heldMs);
      strikes.push(Date.now());
      const struck = fault();
      for (const service of held) service.signal('SIGCONT');
      await struck;
    },
    replace,
    keep: (stranger) => void strangers.push(stranger),
    async [Symbol.asyncDispose]() {
      await Promise.all(Array.from(services.values(), (service) => service.kill()));
      await Promise.all(
        [...strangers, wire, replica, nats, cluster, redis].map(async (part) => part?.[Symbol.asyncDispose]()),
      );
    },
  };
}

function serviceNames({ aggregators, workers }: EstateOptions): string[] {
  const numbered = (name: string, count: number) => Array.from({ length: count }, (_, n) => `${name}-${n + 1}`);
  return [...numbered('aggregator', aggregators), ...kinds.flatMap((kind) => numbered(kind, workers))];
}

function present<T>(part: T | undefined): T {
  if (part === undefined) throw new TypeError('this estate was started without that part');
  return part;
}
