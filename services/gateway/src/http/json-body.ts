import { decode, JsonError, unreadable } from '@specline/contracts';
import type { FastifyInstance } from 'fastify';

/** Reads bodies without losing integers; nothing but JSON is read at all. */
export function readJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => {
    try {
      done(null, decode(text.toString()));
    } catch (error) {
      done(error instanceof JsonError ? unreadable('the body', error) : (error as Error));
    }
  });
}
