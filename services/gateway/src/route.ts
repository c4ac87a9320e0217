import type { TokenScope } from '@specline/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';

/** One operation of the interface, and what its documentation says of it. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With parameters as `:name`. */
  readonly url: string;
  /** What a token must permit; absent: nobody needs one. */
  readonly scope?: TokenScope;
  /** Largest body in bytes; absent: as of all. */
  readonly bodyLimit?: number;
  readonly about: Description;
  readonly handler: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
}

interface Description {
  readonly summary: string;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly answer: {
    /** Absent: 200. */
    readonly status?: number;
    /** Absent: JSON. */
    readonly type?: string;
    readonly schema?: z.ZodType;
  };
}
