import { SpeclineError } from '@specline/client';
import { type Outcome, shown, validate, wording } from '@specline/contracts';
import { z } from 'zod';
import { outcomeAnswer } from '../documentation/answers.ts';
import type { Gateway } from '../gateway.ts';
import { sightOf } from '../http/caller.ts';
import { clientLeft } from '../http/connected.ts';
import { outcomeFor } from '../redaction/outcome-for.ts';
import type { Route } from '../route.ts';

/** The longest wait in seconds: proxies between give up soon after a minute. */
const longestWait = 55;
const waitRemedy = `must be a whole number of seconds from 0 to ${longestWait}`;

const outcomeQuerySchema = z.strictObject({
  /** Seconds to wait for it while there is none. */
  wait: z
    .string()
    .regex(/^\d{1,2}$/, waitRemedy)
    .transform(Number)
    .refine((seconds) => seconds <= longestWait, waitRemedy)
    .optional(),
  /** Of the receipt: the outcome of another request with this id is a conflict. */
  contentDigest: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'must be that of the receipt')
    .optional(),
  sequence: z
    .string()
    .regex(/^\d{1,15}$/, 'must be that of the receipt')
    .transform(Number)
    .optional(),
});

type OutcomeQuery = z.output<typeof outcomeQuerySchema>;

/** What became of a submit. */
export const outcomeRoutes = (gateway: Gateway): readonly Route[] => [
  {
    method: 'GET',
    url: '/v1/outcomes/:id',
    scope: 'read',
    about: { summary: 'What became of a submission.', query: outcomeQuerySchema, answer: { schema: outcomeAnswer } },
    handler: async (request, reply) => {
      const { params, query } = request;
      const { id } = params as { readonly id: string };
      const asked = validate(outcomeQuerySchema, query, 'query');
      const outcome = await find(id, asked, { gateway, left: clientLeft(reply) });
      if (outcome === undefined) throw noneYet(id);
      return outcomeFor(sightOf(request), outcome);
    },
  },
];

interface Finding {
  readonly gateway: Gateway;
  readonly left: AbortSignal;
}

async function find(id: string, query: OutcomeQuery, { gateway, left }: Finding): Promise<Outcome | undefined> {
  const { wait = 0, contentDigest, sequence = 0 } = query;
  const { specline, stopping } = gateway;
  const asked = contentDigest === undefined ? id : { id, contentDigest, sequence, duplicate: false };
  if (wait === 0) return specline.outcome(asked, { publicForms: true });
  const signal = AbortSignal.any([stopping, left]);
  try {
    return await specline.outcome(asked, { publicForms: true, wait: true, timeoutMs: wait * 1_000, signal });
  } catch (error) {
    // Its time is over, or the gateway's.
    if (signal.aborted || (error instanceof SpeclineError && error.code === 'deadline')) return undefined;
    throw error;
  }
}

const noneYet = (id: string): SpeclineError =>
  new SpeclineError(
    'not-found',
    wording`there is no outcome of ${shown(id)} yet: ask again, with ?wait=${shown(longestWait)} to be answered as soon as there is one, or submit it`,
  );
