import { continueTrace, type Log } from '@specline/bus';
import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** W3C trace context to go on with: of the client's trace, or of a new one. */
    traceparent: string;
  }
}

/** Goes on with a client's trace, tells it in the answer, and writes a line a request to a detailed log. */
export function traceRequests(app: FastifyInstance, log: Log): void {
  app.decorateRequest('traceparent', '');
  app.addHook('onRequest', async (request, reply) => {
    const { traceparent } = request.headers;
    request.traceparent = continueTrace(typeof traceparent === 'string' ? traceparent : undefined);
    reply.header('traceparent', request.traceparent);
    reply.header('cache-control', 'no-store');
  });
  app.addHook('onResponse', async ({ method, routeOptions, traceparent }, { statusCode: status, elapsedTime }) => {
    if (!log.detailed) return;
    const route = `${method} ${routeOptions.url ?? 'unknown'}`;
    log.detail('http request', { route, status, durationMs: Math.round(elapsedTime), traceparent });
  });
}
