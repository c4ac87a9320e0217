import { type Asset, dashboardAssets } from '@specline/dashboard';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/**
 * Serves the dashboard, from memory: the page at `/`, and all that it is made of. Nobody needs a token for it, for there
 * is nothing of the system in it; what it shows it asks for, as any client does.
 */
export async function serveDashboard(app: FastifyInstance): Promise<void> {
  for (const [url, asset] of await dashboardAssets()) {
    app.get(url, async (request, reply) => send(asset, request, reply));
  }
}

function send(asset: Asset, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { type, body, gzipped, etag, immutable } = asset;
  reply.headers({
    'cache-control': immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    etag,
    vary: 'accept-encoding',
  });
  if (request.headers['if-none-match'] === etag) return reply.code(304).send();
  reply.type(type);
  if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(body);
  return reply.header('content-encoding', 'gzip').send(gzipped);
}
