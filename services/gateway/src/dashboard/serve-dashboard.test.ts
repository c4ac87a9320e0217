import { gunzipSync } from 'node:zlib';
import { fastify } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendSecurityHeaders } from '../http/security-headers.ts';
import { serveDashboard } from './serve-dashboard.ts';

const app = fastify();
let module: string;
beforeAll(async () => {
  await sendSecurityHeaders(app);
  await serveDashboard(app);
  const { body } = await app.inject('/');
  module = /modulepreload" href="([^"]+dashboard\.ts)"/.exec(body)?.[1] ?? '';
});
afterAll(() => app.close());

const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers });

describe.each([
  ['the page', () => '/', 'text/html; charset=utf-8', 'no-cache'],
  ['a module', () => module, 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
])('%s', (_what, url, type, cacheControl) => {
  it('says what it is, and how long it can be kept', async () => {
    const { statusCode, headers } = await get(url());
    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({ 'content-type': type, 'cache-control': cacheControl, vary: 'accept-encoding' });
  });

  it('comes compressed for whoever takes that, and is the same', async () => {
    const plain = await get(url());
    const compressed = await get(url(), { 'accept-encoding': 'br, gzip;q=0.8' });
    expect(compressed.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(compressed.rawPayload).equals(plain.rawPayload)).toBe(true);
    expect(compressed.rawPayload.length).toBeLessThan(plain.rawPayload.length);
  });

  it('does not come again to whoever has it', async () => {
    const { headers } = await get(url());
    const again = await get(url(), { 'if-none-match': `${headers.etag}` });
    expect(again).toMatchObject({ statusCode: 304, body: '' });
    expect(again.headers.etag).toBe(headers.etag);
    expect((await get(url(), { 'if-none-match': '"another"' })).statusCode).toBe(200);
  });

  it('lets a browser run our own scripts only, and make none of texts', async () => {
    const policy = `${(await get(url())).headers['content-security-policy']}`;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("style-src 'self';");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toMatch(/unsafe|\*|https?:|data:/);
  });
});

it('what is no part of it is not there', async () => {
  for (const path of ['main.test.ts', '../package.json', '%2e%2e/package.json', 'dashboard.js']) {
    expect((await get(module.replace('dashboard.ts', path))).statusCode).toBe(404);
  }
});
