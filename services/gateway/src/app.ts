import { encode } from '@specline/contracts';
import { type FastifyInstance, fastify } from 'fastify';
import { authorizeRequests } from './access/authorize.ts';
import { limitRates } from './access/rate-limit.ts';
import { serveDashboard } from './dashboard/serve-dashboard.ts';
import type { Gateway } from './gateway.ts';
import { answerErrors, answerRefused } from './http/answer-errors.ts';
import { answerClientError } from './http/client-error.ts';
import { readJson } from './http/json-body.ts';
import { sendSecurityHeaders } from './http/security-headers.ts';
import { serverOptions } from './http/server-options.ts';
import { traceRequests } from './http/trace.ts';
import { addRoutes } from './routes.ts';

/** The whole HTTP interface, not yet listening. */
export async function createApp(gateway: Gateway): Promise<FastifyInstance> {
  const { settings, tokens, log, stopping } = gateway;
  const app = fastify({
    ...serverOptions(settings),
    clientErrorHandler: answerClientError,
    frameworkErrors: answerRefused,
  });
  app.server.maxConnections = settings.maximumConnections;
  app.setReplySerializer((payload) => encode(payload));
  readJson(app);
  traceRequests(app, log);
  answerErrors(app, log);
  await sendSecurityHeaders(app);
  authorizeRequests(app, tokens);
  await limitRates(app, settings.requestsPerSecond);
  // A connection that stays open after its last answer would hold up the end.
  app.addHook('onSend', async (_request, reply) => void (stopping.aborted && reply.header('connection', 'close')));
  addRoutes(app, gateway);
  await serveDashboard(app);
  await app.ready();
  return app;
}
