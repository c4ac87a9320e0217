import type { FastifyReply } from 'fastify';

/**
 * Fires when a client has left before it was answered. (Fastify's own `request.signal` follows the request's `close`,
 * which Node emits as soon as a body is read.)
 */
export function clientLeft({ raw }: FastifyReply): AbortSignal {
  const left = new AbortController();
  raw.once('close', () => {
    if (!raw.writableFinished) left.abort();
  });
  return left.signal;
}
