import { silentLog } from '@specline/bus';
import { fastify } from 'fastify';
import { expect, it } from 'vitest';
import { answerErrors } from './answer-errors.ts';

it('says nothing of what it does not know', async () => {
  const app = fastify();
  app.decorateRequest('caller', undefined);
  answerErrors(app, silentLog);
  app.get('/', () => {
    throw Object.assign(new TypeError('hush at /srv/hush.ts'), { stack: 'hush' });
  });
  const { statusCode, body } = await app.inject('/');
  expect(statusCode).toBe(500);
  expect(JSON.parse(body)).toMatchObject({ code: 'system', detail: expect.stringContaining('an unexpected failure') });
  expect(body).not.toContain('hush');
});
