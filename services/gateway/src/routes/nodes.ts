import { validate } from '@specline/contracts';
import { z } from 'zod';
import { nodesAnswer } from '../documentation/answers.ts';
import type { Gateway } from '../gateway.ts';
import type { Route } from '../route.ts';

const largestPage = 1_000;
const limitRemedy = `must be a whole number from 1 to ${largestPage}`;

const nodesQuerySchema = z.strictObject({
  /** Nodes behind this name; absent: from the first on. */
  after: z.string().optional(),
  limit: z
    .string()
    .regex(/^\d{1,4}$/, limitRemedy)
    .transform(Number)
    .refine((count) => count >= 1 && count <= largestPage, limitRemedy)
    .optional(),
});

/** The nodes that are known. */
export const nodeRoutes = ({ inventory }: Gateway): readonly Route[] => [
  {
    method: 'GET',
    url: '/v1/nodes',
    scope: 'read',
    about: { summary: 'The nodes that are known.', query: nodesQuerySchema, answer: { schema: nodesAnswer } },
    handler: async ({ query }) => {
      const { after, limit = 100 } = validate(nodesQuerySchema, query, 'query');
      return inventory.list({ after, limit });
    },
  },
];
