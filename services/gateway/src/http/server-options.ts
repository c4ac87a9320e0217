import type { FastifyServerOptions } from 'fastify';
import type { GatewaySettings } from '../settings.ts';

/** As long as a node's name can be, each byte of it percent-encoded. */
const longestParameter = 3 * 1024;

/** Bounds of what a client may send, and of how long it may take to. */
export const serverOptions = (settings: GatewaySettings) =>
  ({
    logger: false,
    exposeHeadRoutes: false,
    bodyLimit: settings.maximumBodyBytes,
    requestTimeout: settings.requestTimeoutMs,
    keepAliveTimeout: settings.keepAliveMs,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: longestParameter },
    http: {
      headersTimeout: Math.min(settings.headersTimeoutMs, settings.requestTimeoutMs),
      // How often Node looks for those that are too slow.
      connectionsCheckingInterval: Math.max(100, Math.min(settings.headersTimeoutMs, 1_000)),
    },
  }) satisfies FastifyServerOptions & { readonly http: object };
