import { kinds } from '@specline/contracts';
import { startNats, startProcess, startRedis, type TestProcess, type TestServer } from '@specline/testing';

/** What can be broken: the servers, and every service as a process of its own. */
export interface Estate extends AsyncDisposable {
  readonly nats: TestServer;
  readonly redis: TestServer;
  /** All services by name: `aggregator-1`, `image-1`, … */
  readonly services: ReadonlyMap<string, TestProcess>;
  /** When something was broken, in milliseconds since 1970. */
  readonly strikes: readonly number[];
  /** Breaks something, and notes when. */
  strike(fault: () => unknown): Promise<void>;
  service(name: string): TestProcess;
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
  /** Where the services find the broker, if not at the server itself. */
  readonly natsUrlFor?: (nats: TestServer) => Promise<string>;
  readonly nats?: () => Promise<TestServer>;
}

/** Starts servers with stores that outlive a kill, and the services on them. */
export async function startEstate(options: EstateOptions): Promise<Estate> {
  const { nats: broker = () => startNats({ jetstream: true }), natsUrlFor } = options;
  const [nats, redis] = await Promise.all([
    broker(),
    startRedis({ persistent: true, config: 'maxmemory-policy noeviction' }),
  ]);
  const url = natsUrlFor === undefined ? nats.url : await natsUrlFor(nats);
  const env = { ...options.environment, NATS_URL: url, REDIS_URL: redis.url };
  const services = new Map<string, TestProcess>();
  const strikes: number[] = [];
  const strangers: AsyncDisposable[] = [];
  const start = async (name: string): Promise<void> => {
    const service = await startProcess(`services/${name.replace(/-\d+$/, '')}/src/main.ts`, { env });
    services.set(name, service);
    await service.waitForLine((line) => line.includes('"event":"service started"'), 30_000);
  };
  await Promise.all(serviceNames(options).map(start));
  return {
    nats,
    redis,
    services,
    strikes,
    async strike(fault) {
      strikes.push(Date.now());
      await fault();
    },
    service: (name) => serviceOf(services, name),
    replace: start,
    keep: (stranger) => void strangers.push(stranger),
    async [Symbol.asyncDispose]() {
      await Promise.all(Array.from(services.values(), (service) => service.kill()));
      await Promise.all(strangers.map((stranger) => stranger[Symbol.asyncDispose]()));
      await Promise.all([nats.stop(), redis.stop()]);
    },
  };
}

function serviceNames({ aggregators, workers }: EstateOptions): string[] {
  const numbered = (name: string, count: number) => Array.from({ length: count }, (_, n) => `${name}-${n + 1}`);
  return [...numbered('aggregator', aggregators), ...kinds.flatMap((kind) => numbered(kind, workers))];
}

function serviceOf(services: ReadonlyMap<string, TestProcess>, name: string): TestProcess {
  const service = services.get(name);
  if (service === undefined) throw new RangeError(`no service ${name} was started`);
  return service;
}
