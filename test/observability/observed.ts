import { type Bus, connectBus, silentLog } from '@specline/bus';
import { defaultPrefix, encode, type Outcome, subjectsBelow } from '@specline/contracts';
import { type NodeInventory, redisInventory } from '@specline/inventory';
import { freePort, startNats, startRedis, type TestProcess, type TestServer } from '@specline/testing';
import { sampleInventory } from '../faults/sample.ts';
import { outcomeOf } from '../faults/system.ts';
import { type ServiceName, services, serving, startService } from '../processes/services.ts';

/** All services in processes of their own, each with a port for operators. */
export interface ObservedSystem extends AsyncDisposable {
  readonly nats: TestServer;
  readonly redis: TestServer;
  readonly bus: Bus;
  readonly ports: ReadonlyMap<ServiceName, number>;
  create(request: object): Promise<Outcome>;
  port(name: ServiceName): number;
  process(name: ServiceName): TestProcess;
}

const subjects = subjectsBelow(defaultPrefix);

/** Starts them; the sample's node is known. */
export async function startObserved(env: Readonly<Record<string, string>> = {}): Promise<ObservedSystem> {
  const [nats, redis] = await Promise.all([startNats({ jetstream: true }), startRedis()]);
  const running = new Map<ServiceName, TestProcess>();
  const ports = new Map<ServiceName, number>();
  const start = async (name: ServiceName): Promise<void> => {
    const port = await freePort();
    const addresses = { NATS_URL: nats.url, REDIS_URL: redis.url, SPECLINE_METRICS_PORT: String(port) };
    const service = await startService(name, { ...addresses, ...env });
    running.set(name, service);
    ports.set(name, port);
    await serving(service);
  };
  await Promise.all(services.map(start));
  const bus = await connectBus({ servers: [nats.url], name: 'test', log: silentLog });
  const inventory: NodeInventory = redisInventory({ url: redis.url });
  await inventory.push(sampleInventory());
  await inventory.close();
  return {
    nats,
    redis,
    bus,
    ports,
    port: (name) => ports.get(name) ?? 0,
    process: (name) => {
      const found = running.get(name);
      if (found === undefined) throw new Error(`${name} does not run`);
      return found;
    },
    async create(request) {
      return outcomeOf(await bus.messages.request(subjects.create, encode(request), { timeoutMs: 10_000 }));
    },
    async [Symbol.asyncDispose]() {
      await bus.close();
      await Promise.all(Array.from(running.values(), (service) => service.stop()));
      await Promise.all([nats.stop(), redis.stop()]);
    },
  };
}
