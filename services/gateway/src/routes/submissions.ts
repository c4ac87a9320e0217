import type { Receipt } from '@specline/client';
import { requestSchema, validate } from '@specline/contracts';
import { receiptAnswer } from '../documentation/answers.ts';
import type { Gateway } from '../gateway.ts';
import type { Route } from '../route.ts';

/** How long a submit is tried while the broker is away, in milliseconds; the client may do so longer. */
const timeoutMs = 10_000;

/** An order: once it is accepted, it is composed exactly once. */
export const submissionRoutes = ({ specline }: Gateway): readonly Route[] => [
  {
    method: 'POST',
    url: '/v1/submissions',
    scope: 'create',
    about: {
      summary: 'An order: recorded, then composed exactly once; the outcome will be at Location.',
      body: requestSchema,
      answer: { status: 202, schema: receiptAnswer },
    },
    handler: async ({ body, traceparent }, reply) => {
      // Not ended when the client leaves: what was asked for is recorded or not, never half.
      const request = validate(requestSchema, body, 'request');
      const receipt = await specline.submit(request, { traceparent, timeoutMs });
      reply.code(202).header('location', outcomeOf(receipt));
      return receipt;
    },
  },
];

/** Where the outcome of this very submit will be: not that of another request that had its id before. */
const outcomeOf = ({ id, contentDigest, sequence }: Receipt): string =>
  `/v1/outcomes/${encodeURIComponent(id)}?contentDigest=${contentDigest}&sequence=${sequence}`;
