import { type Bus, connectBus, silentLog } from '@specline/bus';
import { decode } from '@specline/contracts';
import { startNats, startProcess, startRedis, type TestProcess, type TestServer } from '@specline/testing';
import { serving, startService } from '../processes/services.ts';

/** A gateway, and behind it all other services in one process, on a NATS and a Redis of their own. */
export interface Estate extends AsyncDisposable {
  readonly nats: TestServer;
  readonly redis: TestServer;
  readonly system: TestProcess;
  readonly gateway: TestProcess;
  readonly url: string;
  /** Asks the gateway. */
  call(path: string, options?: CallOptions): Promise<Answer>;
  /** Ends the gateway and starts it again on the same port. */
  restartGateway(): Promise<void>;
  connect(): Promise<Bus & AsyncDisposable>;
}

export interface CallOptions {
  readonly method?: string;
  /** As it is. */
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Read without losing integers; undefined where there is none. */
  readonly document: unknown;
}

export async function startEstate(settings: Readonly<Record<string, string>> = {}): Promise<Estate> {
  const [nats, redis] = await Promise.all([startNats({ jetstream: true }), startRedis()]);
  const env = { NATS_URL: nats.url, REDIS_URL: redis.url, ...settings };
  const system = await startProcess('packages/cli/src/main.ts', {
    args: ['up', '--nats', nats.url, '--redis', redis.url],
  });
  const [first] = await Promise.all([startGateway(env), system.waitForLine((line) => line.includes('system started'))]);
  let gateway = first;
  const url = await addressOf(gateway);
  return {
    nats,
    redis,
    system,
    url,
    get gateway() {
      return gateway;
    },
    call: (path, options) => call(`${url}${path}`, options),
    async restartGateway() {
      await gateway.stop();
      gateway = await startGateway({ ...env, SPECLINE_HTTP_PORT: new URL(url).port });
    },
    async connect() {
      const bus = await connectBus({ servers: [nats.url], name: 'test', log: silentLog });
      return { ...bus, [Symbol.asyncDispose]: () => bus.close() };
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([gateway.stop(), system.stop()]);
      await Promise.all([nats.stop(), redis.stop()]);
    },
  };
}

async function startGateway(env: Readonly<Record<string, string>>): Promise<TestProcess> {
  const gateway = await startService('gateway', env);
  await serving(gateway);
  return gateway;
}

/** Where a gateway says that it listens. */
export async function addressOf(gateway: TestProcess): Promise<string> {
  const line = await gateway.waitForLine((text) => text.includes('"event":"gateway listening"'));
  return (JSON.parse(line) as { address: string }).address;
}

export async function call(url: string, { method = 'GET', body, headers = {} }: CallOptions = {}): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, text, document: isJson ? decode(text) : undefined };
}
