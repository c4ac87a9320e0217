import { readFile } from 'node:fs/promises';
import type { FastifyReply } from 'fastify';
import { type OpenApiDocument, openApiDocument } from '../documentation/document.ts';
import { documentationPage, documentationStyle } from '../documentation/page.ts';
import type { Route } from '../route.ts';

/** Of the error codes; the `type` of each problem leads there. */
const errorsPage = new URL('../../../../docs/errors.md', import.meta.url);

/** The documentation of all routes, itself among them. */
export function documentationRoutes(operations: readonly Route[]): readonly Route[] {
  const routes: readonly Route[] = [
    {
      method: 'GET',
      url: '/openapi.json',
      about: { summary: 'This interface, as OpenAPI 3.1.', answer: {} },
      handler: async () => document(),
    },
    page('/docs', 'This interface, for people.', {
      type: 'text/html',
      content: async () => documentationPage(document()),
    }),
    page('/docs/style.css', 'How that page looks.', { type: 'text/css', content: async () => documentationStyle }),
    page('/docs/errors.md', 'The error codes.', { type: 'text/plain', content: () => readFile(errorsPage, 'utf8') }),
  ];
  const document = (): OpenApiDocument => openApiDocument([...operations, ...routes]);
  return routes;
}

interface Page {
  readonly type: string;
  readonly content: () => Promise<string>;
}

const page = (url: string, summary: string, { type, content }: Page): Route => ({
  method: 'GET',
  url,
  about: { summary, answer: { type } },
  handler: async (_request, reply: FastifyReply) => {
    reply.type(`${type}; charset=utf-8`);
    return content();
  },
});
