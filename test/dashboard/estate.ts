import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bus, connectBus, silentLog } from '@specline/bus';
import { connectSpecline, type Specline } from '@specline/client';
import { encode, type Kind, newToken, type TokenScope } from '@specline/contracts';
import { startNats, startRedis, type TestProcess, type TestServer } from '@specline/testing';
import { type Answer, addressOf, type CallOptions, call } from '../gateway/estate.ts';
import { type ServiceName, serving, startService, startServices } from '../processes/services.ts';

/** All services, each as a process of its own, with a gateway that asks for tokens. */
export interface Estate extends AsyncDisposable {
  readonly nats: TestServer;
  readonly url: string;
  readonly specline: Specline;
  readonly tokens: Tokens;
  call(path: string, options?: CallOptions): Promise<Answer>;
  worker(kind: Kind): TestProcess;
  killGateway(): Promise<void>;
  startGateway(): Promise<void>;
  connect(): Promise<Bus & AsyncDisposable>;
}

const scopes = {
  all: ['read', 'create', 'inventory', 'secrets'],
  reader: ['read'],
  scheduler: ['create'],
} as const satisfies Readonly<Record<string, readonly TokenScope[]>>;

type Tokens = Readonly<Record<keyof typeof scopes, string>>;

export async function startEstate(): Promise<Estate> {
  const folder = await mkdtemp(join(tmpdir(), 'specline-dashboard-'));
  const tokens = await writeTokens(join(folder, 'tokens.json'));
  const [nats, redis] = await Promise.all([startNats({ jetstream: true }), startRedis()]);
  const env = { NATS_URL: nats.url, REDIS_URL: redis.url, SPECLINE_TOKENS_FILE: join(folder, 'tokens.json') };
  const services = await startServices(env);
  const url = await addressOf(processOf(services, 'gateway'));
  const specline = await connectSpecline({ servers: [nats.url], name: 'dashboard-test' });
  return {
    nats,
    url,
    specline,
    tokens,
    call: (path, options) =>
      call(`${url}${path}`, { ...options, headers: { authorization: `Bearer ${tokens.all}`, ...options?.headers } }),
    worker: (kind) => processOf(services, kind),
    async killGateway() {
      await processOf(services, 'gateway').kill();
    },
    async startGateway() {
      const gateway = await startService('gateway', { ...env, SPECLINE_HTTP_PORT: new URL(url).port });
      services.set('gateway', gateway);
      await serving(gateway);
    },
    async connect() {
      const bus = await connectBus({ servers: [nats.url], name: 'test', log: silentLog });
      return { ...bus, [Symbol.asyncDispose]: () => bus.close() };
    },
    async [Symbol.asyncDispose]() {
      await specline.close();
      await Promise.all(Array.from(services.values(), (service) => service.stop()));
      await Promise.all([nats.stop(), redis.stop(), rm(folder, { recursive: true })]);
    },
  };
}

function processOf(services: ReadonlyMap<ServiceName, TestProcess>, name: ServiceName): TestProcess {
  const found = services.get(name);
  if (found === undefined) throw new Error(`${name} does not run`);
  return found;
}

async function writeTokens(file: string): Promise<Tokens> {
  const made = Object.entries(scopes).map(
    ([name, each]) => [name, newToken({ name, scopes: [...each] }, randomBytes)] as const,
  );
  await writeFile(file, encode(made.map(([, { entry }]) => entry)));
  return Object.fromEntries(made.map(([name, { token }]) => [name, token])) as Tokens;
}
