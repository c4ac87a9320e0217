import type { AddressInfo } from 'node:net';
import { onInventoryChange, type RunningService, type ServiceContext, tellInventoryReads } from '@specline/bus';
import { speclineOn } from '@specline/client';
import { shown, streamsBelow, subjectsBelow, type Wording, wording } from '@specline/contracts';
import { askInventory, openInventory } from '@specline/inventory';
import type { FastifyInstance } from 'fastify';
import { permittedTokens } from './access/permitted.ts';
import { createApp } from './app.ts';
import type { Gateway } from './gateway.ts';
import type { GatewaySettings } from './settings.ts';

/** How long open requests may still take when the gateway is told to end. */
const graceMs = 5_000;

/** Runs the gateway as a service, until it is stopped. Rejects with UnsafeInventory, or as {@link serveGateway} does. */
export async function runGateway(context: ServiceContext, settings: GatewaySettings): Promise<RunningService> {
  const { messages, journal, subjects, log, metrics } = context;
  const { redisUrl: url, inventoryCheck: check, cacheAgeMs, prefix, tls } = context.settings;
  const inventory = await openInventory({ url, check, cacheAgeMs, tls, log });
  onInventoryChange(messages, subjects, (change) => inventory.changed(change));
  tellInventoryReads(metrics, inventory.counts);
  const specline = speclineOn({ messages, journal }, { prefix });
  const gateway = await serveGateway({ messages, journal, specline, inventory, prefix, settings, log });
  return {
    checks: { inventory: (signal) => askInventory(inventory, signal) },
    async stop() {
      await gateway.stop();
      await Promise.all([specline.close(), inventory.close()]);
    },
  };
}

export interface GatewayOptions extends Pick<Gateway, 'messages' | 'journal' | 'specline' | 'inventory' | 'log'> {
  /** Of all subjects. */
  readonly prefix: string;
  readonly settings: GatewaySettings;
  /** Takes another port where that of the settings is taken. */
  readonly anyPort?: boolean;
}

export interface RunningGateway {
  /** Where it listens, e.g. `http://127.0.0.1:8080`. */
  readonly address: string;
  /** Lets open requests finish; bus and store stay. */
  stop(): Promise<void>;
}

/** Serves HTTP on a bus and a store that are open. Rejects with CannotListen, or InvalidSettings for the tokens. */
export async function serveGateway({ prefix, anyPort = false, ...options }: GatewayOptions): Promise<RunningGateway> {
  const { settings, log } = options;
  const tokens = await permittedTokens(settings, log);
  const subjects = subjectsBelow(prefix);
  const { events } = streamsBelow(prefix, subjects);
  const stopping = new AbortController();
  const app = await createApp({ ...options, subjects, events, tokens, stopping: stopping.signal });
  const address = await listen(app, settings).catch((error: unknown) => {
    if (!anyPort || !isTaken(error)) throw error;
    return listen(app, { ...settings, port: 0 });
  });
  log.note('gateway listening', { address });
  return {
    address,
    async stop() {
      stopping.abort();
      await closeWithin(app, graceMs);
    },
  };
}

async function listen(app: FastifyInstance, { host, port }: GatewaySettings): Promise<string> {
  try {
    await app.listen({ host, port });
  } catch (cause) {
    throw new CannotListen(host, port, cause);
  }
  const { address, family, port: bound } = app.server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${bound}`;
}

/** The address is taken, or is none of this machine. */
class CannotListen extends Error {
  override readonly name = 'CannotListen';
  readonly code = 'unavailable';
  readonly words: Wording;

  constructor(host: string, port: number, cause: unknown) {
    const { code = 'unknown' } = cause as NodeJS.ErrnoException;
    const words = wording`cannot listen on ${shown(host)} port ${shown(port)} (${shown(code)}): free it, or set SPECLINE_HTTP_HOST and SPECLINE_HTTP_PORT`;
    super(words.message, { cause });
    this.words = words;
  }
}

const isTaken = (error: unknown): boolean =>
  error instanceof CannotListen && (error.cause as NodeJS.ErrnoException).code === 'EADDRINUSE';

/** Lets open requests finish; what is then still open is cut. */
async function closeWithin(app: FastifyInstance, milliseconds: number): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), milliseconds);
  try {
    await app.close();
  } finally {
    clearTimeout(cut);
  }
}
