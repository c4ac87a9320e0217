import { validate } from '@readme/openapi-parser';
import { embeddedBus, silentLog } from '@specline/bus';
import { speclineOn } from '@specline/client';
import { defaultPrefix, encode, streamsBelow, subjectsBelow } from '@specline/contracts';
import { embeddedInventory } from '@specline/inventory';
import { fastify } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../app.ts';
import type { Gateway } from '../gateway.ts';
import { addRoutes } from '../routes.ts';
import { gatewaySettings } from '../settings.ts';
import type { OpenApiDocument } from './document.ts';

const bus = embeddedBus();
const subjects = subjectsBelow(defaultPrefix);
const gateway: Gateway = {
  messages: bus.messages,
  journal: bus.journal,
  specline: speclineOn(bus),
  inventory: embeddedInventory(),
  subjects,
  events: streamsBelow(defaultPrefix, subjects).events,
  settings: gatewaySettings({}),
  tokens: undefined,
  log: silentLog,
  stopping: new AbortController().signal,
};

const headers = { host: 'localhost' };
let app: Awaited<ReturnType<typeof createApp>>;
let document: OpenApiDocument;
beforeAll(async () => {
  app = await createApp(gateway);
  document = (await app.inject({ url: '/openapi.json', headers })).json();
});
afterAll(async () => {
  await app.close();
  await bus.close();
});

describe('the document', () => {
  it('is valid OpenAPI 3.1', async () => {
    expect(document.openapi).toBe('3.1.0');
    expect(await validate(structuredClone(document) as never)).toMatchObject({ valid: true });
  });

  it('has every route that is served, and no other', () => {
    const served: string[] = [];
    const bare = fastify({ exposeHeadRoutes: false });
    bare.addHook('onRoute', ({ method, url }) => void served.push(`${method} ${url}`));
    addRoutes(bare, gateway);
    const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    );
    expect(documented.toSorted()).toEqual(served.toSorted());
  });

  it('says what each route asks for', () => {
    expect(document.paths['/v1/specs']?.post).toMatchObject({
      security: [{ token: ['create'] }],
      requestBody: {
        content: { 'application/json': { schema: { required: expect.arrayContaining(['node', 'container']) } } },
      },
    });
    expect(document.paths['/v1/outcomes/{id}']?.get?.parameters).toEqual([
      expect.objectContaining({ name: 'id', in: 'path', required: true }),
      expect.objectContaining({ name: 'wait', in: 'query', required: false }),
      expect.objectContaining({ name: 'contentDigest', in: 'query' }),
      expect.objectContaining({ name: 'sequence', in: 'query' }),
    ]);
  });
});

describe('the page', () => {
  it('names every operation, and has nothing inline and nothing from elsewhere', async () => {
    const { body, headers: answered } = await app.inject({ url: '/docs', headers });
    expect(answered['content-type']).toBe('text/html; charset=utf-8');
    for (const path of Object.keys(document.paths)) expect(body).toContain(path);
    expect(body).not.toMatch(/<script|style=| on\w+=|https?:\/\//);
  });

  it.each([
    ['/docs/style.css', 'text/css', 'main {'],
    ['/docs/errors.md', 'text/plain', '## not-found'],
  ])('has what it leads to: %s', async (url, type, says) => {
    const answer = await app.inject({ url, headers });
    expect(answer.headers['content-type']).toBe(`${type}; charset=utf-8`);
    expect(answer.body).toContain(says);
  });

  it('shows schemas as text', async () => {
    const { body } = await app.inject({ url: '/docs', headers });
    expect(body).toContain(encode('minInventoryRevision').replaceAll('"', '&quot;'));
  });
});
