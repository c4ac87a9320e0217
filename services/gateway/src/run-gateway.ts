import type { AddressInfo } from 'node:net';
import { onInventoryChange, type RunningService, type ServiceContext, tellInventoryReads } from '@specline/bus';
import { speclineOn } from '@specline/client';
import { shown, streamsBelow, type Wording, wording } from '@specline/contracts';
import { askInventory, openInventory } from '@specline/inventory';
import type { FastifyInstance } from 'fastify';
import { permittedTokens } from './access/permitted.ts';
import { createApp } from './app.ts';
import type { GatewaySettings } from './settings.ts';

/** How long open requests may still take when the gateway is told to end. */
const graceMs = 5_000;

/** Serves HTTP until it is stopped. Rejects with UnsafeInventory, or CannotListen. */
export async function runGateway(context: ServiceContext, settings: GatewaySettings): Promise<RunningService> {
  const { messages, journal, subjects, log, metrics } = context;
  const { redisUrl: url, inventoryCheck: check, cacheAgeMs, prefix, tls } = context.settings;
  const tokens = await permittedTokens(settings, log);
  const inventory = await openInventory({ url, check, cacheAgeMs, tls, log });
  onInventoryChange(messages, subjects, (change) => inventory.changed(change));
  tellInventoryReads(metrics, inventory.counts);
  const specline = speclineOn({ messages, journal }, { prefix });
  const { events } = streamsBelow(prefix, subjects);
  const stopping = new AbortController();
  const bus = { messages, journal, subjects, events };
  const app = await createApp({ ...bus, specline, inventory, settings, tokens, log, stopping: stopping.signal });
  log.note('gateway listening', { address: await listen(app, settings) });
  return {
    checks: { inventory: (signal) => askInventory(inventory, signal) },
    async stop() {
      stopping.abort();
      await closeWithin(app, graceMs);
      await Promise.all([specline.close(), inventory.close()]);
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

/** Lets open requests finish; what is then still open is cut. */
async function closeWithin(app: FastifyInstance, milliseconds: number): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), milliseconds);
  try {
    await app.close();
  } finally {
    clearTimeout(cut);
  }
}
