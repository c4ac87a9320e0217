import { requestSchema, validate } from '@specline/contracts';
import { composedAnswer } from '../documentation/answers.ts';
import type { Gateway } from '../gateway.ts';
import { sightOf } from '../http/caller.ts';
import { clientLeft } from '../http/connected.ts';
import { outcomeFor } from '../redaction/outcome-for.ts';
import type { Route } from '../route.ts';

/** A question: the spec of a container, composed now, nothing recorded. */
export const specRoutes = ({ specline }: Gateway): readonly Route[] => [
  {
    method: 'POST',
    url: '/v1/specs',
    scope: 'create',
    about: {
      summary: 'A question: composes a spec now; nothing is recorded.',
      body: requestSchema,
      answer: { schema: composedAnswer },
    },
    handler: async (request, reply) => {
      const { body, traceparent } = request;
      const asked = validate(requestSchema, body, 'request');
      const outcome = await specline.create(asked, { traceparent, signal: clientLeft(reply) });
      return outcomeFor(sightOf(request), outcome);
    },
  },
];
