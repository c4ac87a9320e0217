import type { FastifyRequest } from 'fastify';
import type { Sight } from './problem.ts';

/** What the sender of a request may see. */
export const sightOf = ({ caller }: FastifyRequest): Sight => ({ secrets: caller?.scopes.has('secrets') === true });
