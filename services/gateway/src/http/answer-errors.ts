import type { Log } from '@specline/bus';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sightOf } from './caller.ts';
import { type Problem, problem, problemOf } from './problem.ts';

/** After how many seconds what is retryable may be asked again. */
const retryAfterSeconds = 1;

/** Answers every error as a problem document. */
export function answerErrors(app: FastifyInstance, log: Log): void {
  app.setErrorHandler((error, request, reply) => {
    const known = problemOf(error, sightOf(request));
    if (known !== undefined) return sendProblem(reply, known);
    const { method, routeOptions, traceparent } = request;
    log.failure('http request failed', error, { route: `${method} ${routeOptions.url ?? 'unknown'}`, traceparent });
    const detail = 'an unexpected failure; the log of the gateway has it under the trace id of this answer';
    return sendProblem(reply, problem('system', detail));
  });
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, problem('not-found', 'there is nothing here')));
}

const strict = { 'content-security-policy': "default-src 'none'", 'x-content-type-options': 'nosniff' };

/** Answers what the framework refuses before it has a route: an address that cannot be decoded, or is too long. */
export function answerRefused(error: unknown, _request: FastifyRequest, reply: FastifyReply): void {
  const known = problemOf(error, { secrets: false });
  // No hook has seen the request, so that none has added these.
  reply.headers({ ...strict, 'cache-control': 'no-store' });
  void sendProblem(reply, known ?? problem('invalid-request', 'the address cannot be read'));
}

/** Sends a problem document, with what its status asks for. */
export function sendProblem(reply: FastifyReply, document: Problem): FastifyReply {
  if (document.retryable) reply.header('retry-after', retryAfterSeconds);
  return reply.code(document.status).type('application/problem+json').send(document);
}
