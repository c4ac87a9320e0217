import rateLimit from '@fastify/rate-limit';
import { SpeclineError } from '@specline/client';
import { shown, wording } from '@specline/contracts';
import type { FastifyInstance } from 'fastify';

/** Lets each token make only so many requests a second; whoever needs none is counted by its address. */
export async function limitRates(app: FastifyInstance, requestsPerSecond: number): Promise<void> {
  await app.register(rateLimit, {
    max: requestsPerSecond,
    timeWindow: 1_000,
    // Once it is known who asks.
    hook: 'preParsing',
    keyGenerator: ({ caller, ip }) => (caller === undefined ? `address ${ip}` : `token ${caller.name}`),
    errorResponseBuilder: () => tooMany(requestsPerSecond),
  });
}

const tooMany = (requestsPerSecond: number): SpeclineError =>
  new SpeclineError(
    'overloaded',
    wording`more than ${shown(requestsPerSecond)} requests a second with this token; ask again in a second`,
  );
