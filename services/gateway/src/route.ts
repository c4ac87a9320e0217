import type { TokenScope } from '@specline/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** One operation of the interface. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With parameters as `:name`. */
  readonly url: string;
  /** What a token must permit; absent: nobody needs one. */
  readonly scope?: TokenScope;
  /** Largest body in bytes; absent: as of all. */
  readonly bodyLimit?: number;
  readonly handler: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
}
