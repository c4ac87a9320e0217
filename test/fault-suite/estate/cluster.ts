import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { startNats, type TestServer } from '@specline/testing';
import { connect } from 'nats';

/** Three NATS servers that keep each stream three times. */
export interface Cluster extends AsyncDisposable {
  /** All servers, separated by commas. */
  readonly url: string;
  /** The server that leads a stream now. */
  leaderOf(stream: string): Promise<TestServer>;
}

const names = ['a', 'b', 'c'] as const;

/** Starts the servers; resolves when they keep streams. */
export async function startCluster(): Promise<Cluster> {
  const ports = await freePorts(names.length);
  const cluster = randomUUID();
  const routes = ports.map((port) => `nats://127.0.0.1:${port}`).join(', ');
  await using starting = new AsyncDisposableStack();
  const started = await Promise.all(
    names.map(async (name, at) => {
      const server = await startNats({
        jetstream: true,
        hostNetwork: true,
        config: `server_name: ${name}\ncluster { name: "${cluster}", listen: "127.0.0.1:${ports[at]}", routes: [${routes}] }`,
      });
      return starting.use(server);
    }),
  );
  const url = started.map((server) => server.url).join(',');
  await streamsKept(url);
  const running = starting.move();
  return {
    url,
    leaderOf: (stream) =>
      patiently(async () => {
        const leader = await ask(url, async (streams) => (await streams.info(stream)).cluster?.leader);
        const server = started.find((_, at) => names[at] === leader);
        if (server === undefined) throw new Error(`nobody leads ${stream}`);
        return server;
      }),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

const streamsKept = (url: string): Promise<unknown> =>
  patiently(async () => {
    await ask(url, (streams) => streams.add({ name: 'PROBE', subjects: ['probe'], num_replicas: names.length }));
    await ask(url, (streams) => streams.delete('PROBE'));
  });

/** Asks until there is an answer: an election takes its time. */
async function patiently<T>(question: () => Promise<T>): Promise<T> {
  const until = performance.now() + 20_000;
  for (;;) {
    try {
      return await question();
    } catch (error) {
      if (performance.now() > until) throw error;
      await wait(100);
    }
  }
}

type Streams = Awaited<ReturnType<Awaited<ReturnType<typeof connect>>['jetstreamManager']>>['streams'];

async function ask<T>(url: string, question: (streams: Streams) => Promise<T>): Promise<T> {
  const connection = await connect({ servers: url.split(','), timeout: 2_000 });
  try {
    const { streams } = await connection.jetstreamManager({ checkAPI: false, timeout: 2_000 });
    return await question(streams);
  } finally {
    await connection.close();
  }
}

/** Ports that were free a moment ago, all different. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
