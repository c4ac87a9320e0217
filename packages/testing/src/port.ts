import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Probe } from './test-server.ts';

const PROBE_TIMEOUT_MS = 1_000;
const PROBE_PAUSE_MS = 10;
const PORT_ATTEMPTS = 3;

/** A port of the loopback interface that nobody listened on a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Starts something on the port that was asked for, or else on a free one. */
export async function onPort<T>(asked: number | undefined, start: (port: number) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await start(asked ?? (await freePort()));
    } catch (error) {
      // Between our look at a free port and the start someone else may have taken it.
      if (asked !== undefined || attempt === PORT_ATTEMPTS) throw error;
    }
  }
}

export interface Target {
  readonly host: string;
  readonly port: number;
  readonly probe: Probe;
}

/** Resolves once the server answers; ends with the signal's reason where that fires before. */
export async function waitUntilReady(target: Target, signal: AbortSignal): Promise<void> {
  while (!(await isReady(target))) {
    signal.throwIfAborted();
    await delay(PROBE_PAUSE_MS);
  }
  signal.throwIfAborted();
}

/** A port that accepts proves little (a container's proxy accepts at once): only an answer counts. */
function isReady({ host, port, probe }: Target): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: PROBE_TIMEOUT_MS });
    const settle = (ready: boolean): void => {
      socket.destroy();
      resolve(ready);
    };
    socket.on('connect', () => socket.write(probe.greeting));
    socket.on('data', (reply) => settle(probe.isReady(reply.toString())));
    socket.on('error', () => settle(false));
    socket.on('timeout', () => settle(false));
    socket.on('close', () => settle(false));
  });
}
