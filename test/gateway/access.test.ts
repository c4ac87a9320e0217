import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode, newToken, type TokenEntry, type TokenScope, tokenScopes } from '@specline/contracts';
import { startNats, startRedis } from '@specline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleInventory, sampleRequest } from '../faults/sample.ts';
import { startService } from '../processes/services.ts';
import { type Answer, type CallOptions, type Estate, startEstate } from './estate.ts';

let folder: string;
let file: string;
let estate: Estate;
const entries: TokenEntry[] = [];

/** A token that permits just that. */
function tokenFor(name: string, ...scopes: TokenScope[]): string {
  const { token, entry } = newToken({ name, scopes }, randomBytes);
  entries.push(entry);
  return token;
}

const only = Object.fromEntries(tokenScopes.map((scope) => [scope, tokenFor(scope, scope)])) as Record<
  TokenScope,
  string
>;
const all = tokenFor('all', ...tokenScopes);
const allButSecrets = tokenFor('all-but-secrets', 'read', 'create', 'inventory');
const nothing = tokenFor('nothing');
const hasty = tokenFor('hasty', 'read');

const secret = 'hush-1234';
const credentialSpecs = { files: { 'a.json': `{"a":"${secret}"}` }, registry: { b: secret } };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'specline-tokens-'));
  file = join(folder, 'tokens.json');
  await writeFile(file, encode(entries));
  estate = await startEstate({ SPECLINE_TOKENS_FILE: file, SPECLINE_HTTP_REQUESTS_PER_SECOND: '50' });
  await call('/v1/nodes/win-01/inventory', all, {
    method: 'PUT',
    body: encode(sampleInventory({ credentialSpecs, configs: { c: secret } })),
  });
  const submitted = [container(), container({ SecurityOpt: [secret] })];
  for (const [index, each] of submitted.entries()) {
    const body = encode(sampleRequest({ id: `order-${index}` }, each));
    await call('/v1/submissions', all, { method: 'POST', body });
    await call(`/v1/outcomes/order-${index}?wait=10`, all);
  }
});
afterAll(async () => {
  await estate[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const container = (hostConfig: object = { SecurityOpt: ['credentialspec=file://a.json'] }) => ({
  Args: ['/C', secret],
  Config: { Env: [`PASSWORD=${secret}`] },
  HostConfig: hostConfig,
});

const call = (path: string, token?: string, options: CallOptions = {}): Promise<Answer> =>
  estate.call(path, { ...options, headers: token === undefined ? {} : { authorization: `Bearer ${token}` } });

interface Door {
  readonly route: string;
  readonly scope: TokenScope;
  readonly body?: string;
}

const doors: readonly Door[] = [
  { route: 'POST /v1/specs', scope: 'create', body: encode(sampleRequest()) },
  { route: 'POST /v1/submissions', scope: 'create', body: encode(sampleRequest({ id: 'door' })) },
  { route: 'GET /v1/outcomes/order-0', scope: 'read' },
  { route: 'GET /v1/nodes', scope: 'read' },
  { route: 'GET /v1/nodes/win-01/inventory', scope: 'read' },
  { route: 'PATCH /v1/nodes/win-01/inventory', scope: 'inventory', body: '{}' },
  {
    route: 'PUT /v1/nodes/door/inventory',
    scope: 'inventory',
    body: encode(sampleInventory({ node: { ...sampleInventory().node, name: 'door' } })),
  },
  { route: 'DELETE /v1/nodes/door/inventory', scope: 'inventory' },
];

describe.each(doors)('$route', ({ route, scope, body }) => {
  const [method = '', path = ''] = route.split(' ');
  const options = body === undefined ? { method } : { method, body };

  it(`is for tokens that permit ${scope}`, async () => {
    expect((await call(path, only[scope], options)).status).toBeLessThan(300);
  });

  it.each(tokenScopes.filter((other) => other !== scope))('is not for one that permits %s', async (other) => {
    const answer = await call(path, only[other], options);
    expect(answer).toMatchObject({ status: 403, document: { code: 'forbidden', retryable: false } });
    expect(answer.headers.get('www-authenticate')).toContain(`scope="${scope}"`);
  });

  it.each([
    ['without a token', undefined],
    ['with an unknown one', 'specline_unknown'],
    ['with an empty one', ''],
    ['with a hash for one', entries[0]?.sha256],
    ['with a very long one', 'x'.repeat(8_000)],
  ])('is closed %s', async (_what, token) => {
    const answer = await call(path, token, options);
    expect(answer).toMatchObject({ status: 401, document: { code: 'unauthenticated' } });
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="specline"');
  });
});

it.each(['/v1/events', '/v1/live'])('%s is for tokens that permit reading', async (path) => {
  expect(await call(path, only.create)).toMatchObject({ status: 403 });
  expect(await call(path)).toMatchObject({ status: 401 });
});

it('a token that permits nothing is known, and let in nowhere', async () => {
  expect(await call('/v1/nodes', nothing)).toMatchObject({ status: 403 });
});

it('whether the gateway is well is for everybody', async () => {
  expect((await call('/healthz')).status).toBe(200);
  expect((await call('/readyz')).status).toBe(200);
});

const views: readonly (readonly [string, (token: string) => Promise<Answer>])[] = [
  ['a composed outcome', (token) => call('/v1/outcomes/order-0', token)],
  ['a failed outcome', (token) => call('/v1/outcomes/order-1', token)],
  ['an inventory', (token) => call('/v1/nodes/win-01/inventory', token)],
  ['a spec', (token) => call('/v1/specs', token, { method: 'POST', body: encode(sampleRequest({}, container())) })],
  [
    'a refusal',
    (token) =>
      call('/v1/specs', token, {
        method: 'POST',
        body: encode(sampleRequest({}, container({ SecurityOpt: [secret] }))),
      }),
  ],
  [
    'a faulty request',
    (token) => call('/v1/specs', token, { method: 'POST', body: encode({ ...sampleRequest(), id: `${secret} ` }) }),
  ],
  [
    'a faulty patch',
    (token) =>
      call('/v1/nodes/win-01/inventory', token, { method: 'PATCH', body: encode({ set: { '/node/cpus': secret } }) }),
  ],
];

describe.each(views)('%s', (_what, view) => {
  it('has all for whoever may see secrets', async () => {
    expect((await view(all)).text).toContain(secret);
  });

  it('has nothing private for others', async () => {
    const { text } = await view(allButSecrets);
    expect(text).not.toContain(secret);
    expect(text).toContain('[redacted]');
    expect(text).not.toContain('"digest"');
  });
});

it('an inventory that was read without secrets is not put back over them', async () => {
  const { text: body } = await call('/v1/nodes/win-01/inventory', allButSecrets);
  const answer = await call('/v1/nodes/win-01/inventory', allButSecrets, { method: 'PUT', body });
  expect(answer).toMatchObject({ status: 400, document: { code: 'invalid-request' } });
  expect((await call('/v1/nodes/win-01/inventory', all)).text).toContain(secret);
});

it('a token may make only so many requests a second, and does not hinder others', async () => {
  const answers = await Promise.all(Array.from({ length: 200 }, () => call('/v1/nodes', hasty)));
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused[0]).toMatchObject({ document: { code: 'overloaded', retryable: true } });
  expect(refused[0]?.headers.get('retry-after')).toBe('1');
  expect((await call('/v1/nodes', all)).status).toBe(200);
});

it('every answer tells browsers to be strict', async () => {
  for (const path of ['/healthz', '/v1/nodes', '/unknown', '/v1/outcomes/%zz']) {
    const { headers } = await call(path);
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
  }
});

it('a page of another site gets no leave to ask or to read', async () => {
  const from = { origin: 'https://evil.example', authorization: `Bearer ${all}` };
  const asked = await estate.call('/v1/nodes', { headers: from });
  const preflight = await estate.call('/v1/nodes/win-01/inventory', {
    method: 'OPTIONS',
    headers: { ...from, 'access-control-request-method': 'PUT', 'access-control-request-headers': 'authorization' },
  });
  expect(preflight.status).toBe(404);
  for (const { headers } of [asked, preflight]) {
    expect([...headers.keys()].filter((name) => /^access-control|^set-cookie/.test(name))).toEqual([]);
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
  }
});

it('no token and no secret is in the log', () => {
  const log = estate.gateway.stderr();
  for (const text of [secret, 'specline_', ...entries.map(({ sha256 }) => sha256)]) expect(log).not.toContain(text);
});

describe('without tokens', () => {
  it('the gateway says loudly that it is for this machine, and is', async () => {
    await using open = await startEstate();
    await open.gateway.waitForLine((line) => line.includes('everybody on this machine may do everything'));
    expect((await open.call('/v1/nodes')).status).toBe(200);
    const { port } = new URL(open.url);
    const asked = await fetchAs(`evil.example:${port}`, open.url);
    expect(asked).toMatch(/^HTTP\/1.1 403/);
    expect(await fetchAs(`LocalHost:${port}`, open.url)).toMatch(/^HTTP\/1.1 200/);
    expect(await fetchAs(`[::1]:${port}`, open.url)).toMatch(/^HTTP\/1.1 200/);
  });

  it.each([
    ['0.0.0.0', undefined, 'SPECLINE_HTTP_HOST is "0.0.0.0", where others reach the gateway, and there are no tokens'],
    ['::', undefined, 'SPECLINE_HTTP_HOST is "::"'],
    ['127.0.0.1', 'missing.json', 'it cannot be read (ENOENT)'],
    ['127.0.0.1', 'hush', 'it is not JSON'],
    ['127.0.0.1', '[{"name":"a","sha256":"hush","scopes":["all"]}]', 'tokens[0].sha256 is [redacted]'],
    ['127.0.0.1', encode([entries[0], entries[0]]), 'the name read is there twice'],
  ])('or with such that cannot be read it refuses to start: %s, %j', async (host, text, says) => {
    await using nats = await startNats();
    await using redis = await startRedis();
    const named = join(folder, 'faulty.json');
    if (text !== undefined && text !== 'missing.json') await writeFile(named, text);
    const env = { NATS_URL: nats.url, REDIS_URL: redis.url, SPECLINE_HTTP_HOST: host };
    const tokens = text === undefined ? {} : { SPECLINE_TOKENS_FILE: text === 'missing.json' ? text : named };
    await using gateway = await startService('gateway', { ...env, ...tokens });
    expect(await gateway.exited).toBe(1);
    expect(gateway.stderr()).toContain(says);
    expect(gateway.stderr()).not.toContain('hush');
  });
});

/** Asks for nodes by another name of the host than fetch would send. */
async function fetchAs(host: string, url: string): Promise<string> {
  const { port, hostname } = new URL(url);
  const socket = connect(Number(port), hostname).setEncoding('utf8');
  socket.write(`GET /v1/nodes HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  return (await socket.toArray()).join('');
}
