import { decode, encode, errorTable, subjectsBelow } from '@specline/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleInventory, sampleRequest } from '../faults/sample.ts';
import { type Answer, type CallOptions, type Estate, startEstate } from './estate.ts';

let estate: Estate;
beforeAll(async () => {
  estate = await startEstate({ SPECLINE_HTTP_BODY: '64KiB', SPECLINE_HTTP_MAX_STREAMS: '1' });
  await put('win-01');
});
afterAll(() => estate[Symbol.asyncDispose]());

const call = (path: string, options?: CallOptions): Promise<Answer> => estate.call(path, options);
const put = (name: string, over: object = {}): Promise<Answer> =>
  call(`/v1/nodes/${encodeURIComponent(name)}/inventory`, { method: 'PUT', body: encode(inventoryOf(name, over)) });
const post = (path: string, document: unknown): Promise<Answer> =>
  call(path, { method: 'POST', body: typeof document === 'string' ? document : encode(document) });

function inventoryOf(name: string, over: object = {}) {
  const { node, ...rest } = sampleInventory();
  return { node: { ...node, name }, ...rest, ...over };
}

describe('a spec', () => {
  it('is the answer to a request', async () => {
    const answer = await post('/v1/specs', sampleRequest());
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    expect(answer.document).toMatchObject({
      id: 'request-1',
      status: 'composed',
      spec: { process: { args: ['cmd.exe', '/C', '"echo hello"'], env: expect.arrayContaining(['A=1']) } },
      digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    });
  });

  it('has integers of 64 bits as they were given', async () => {
    const limits = '{"HostConfig":{"IOMaximumIOps":18446744073709551615,"IOMaximumBandwidth":9007199254740993}}';
    const answer = await post('/v1/specs', sampleRequest({}, decode(limits) as object));
    expect(answer.text).toContain('"storage":{"iops":18446744073709551615,"bps":9007199254740993}');
  });

  it('comes with the trace of its request', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const answer = await call('/v1/specs', {
      method: 'POST',
      body: encode(sampleRequest({ id: 'traced' })),
      headers: { traceparent },
    });
    expect(answer.headers.get('traceparent')).toMatch(/^00-0af7651916cd43dd8448eb211c80319c-(?!b7ad6b7169203331)/);
    await estate.system.waitForLine(
      (line) => line.includes('"request":"traced"') && line.includes('0af7651916cd43dd8448eb211c80319c'),
    );
  });
});

describe('a submission', () => {
  it('is accepted, and its outcome is where the answer says', async () => {
    const receipt = await post('/v1/submissions', sampleRequest({ id: 'order-1' }));
    expect(receipt.status).toBe(202);
    expect(receipt.document).toMatchObject({ id: 'order-1', duplicate: false });
    const outcome = await call(`${receipt.headers.get('location')}&wait=10`);
    expect(outcome.status).toBe(200);
    expect(outcome.document).toMatchObject({ id: 'order-1', status: 'composed', spec: { ociVersion: '1.0.1-dev' } });
    expect(outcome.text).not.toContain('publicMessage');
    expect((await call('/v1/outcomes/order-1')).text).toBe(outcome.text);
  });

  it('that fails has an outcome like any other', async () => {
    await post('/v1/submissions', sampleRequest({ id: 'order-2' }, { Id: 'unknown' }));
    const outcome = await call('/v1/outcomes/order-2?wait=10');
    expect(outcome.status).toBe(200);
    expect(outcome.document).toMatchObject({ status: 'failed', errors: expect.any(Array) });
  });

  it('whose id had another request before is a conflict, at its own address only', async () => {
    await post('/v1/submissions', sampleRequest({ id: 'order-3' }));
    await call('/v1/outcomes/order-3?wait=10');
    const second = await post('/v1/submissions', sampleRequest({ id: 'order-3' }, { Path: 'other.exe' }));
    expect(second.status).toBe(202);
    expect(await call(`${second.headers.get('location')}&wait=10`)).toMatchObject({
      status: 409,
      document: { code: 'conflict', retryable: false, type: '/docs/errors.md#conflict' },
    });
    expect(await call('/v1/outcomes/order-3')).toMatchObject({ status: 200, document: { status: 'composed' } });
  });

  it('that nobody has made has no outcome, however long one waits', async () => {
    const began = performance.now();
    expect(await call('/v1/outcomes/never?wait=1')).toMatchObject({ status: 404, document: { code: 'not-found' } });
    expect(performance.now() - began).toBeGreaterThan(900);
  });
});

describe('an inventory', () => {
  it('is replaced, read, patched, listed and removed, each change with its revision and announced', async () => {
    await using bus = await estate.connect();
    const announced: unknown[] = [];
    bus.messages.subscribe(subjectsBelow('specline.v1').inventory('win-07'), ({ text }) =>
      announced.push(decode(text)),
    );
    await bus.messages.flush();

    const pushed = await put('win-07');
    expect(pushed).toMatchObject({ status: 200, document: { node: 'win-07', revision: expect.any(Number) } });
    const { revision } = pushed.document as { revision: number };
    const read = await call('/v1/nodes/win-07/inventory');
    expect(read).toMatchObject({ status: 200, text: encode(inventoryOf('win-07')) });
    expect(read.headers.get('etag')).toBe(`"${revision}"`);
    const patch = { ifRevision: revision, set: { '/node/cpus': 16 } };
    const patched = await call('/v1/nodes/win-07/inventory', { method: 'PATCH', body: encode(patch) });
    expect(patched).toMatchObject({ status: 200, document: { node: 'win-07', revision: expect.any(Number) } });
    expect((await call('/v1/nodes?after=win-06&limit=1')).document).toMatchObject({
      nodes: [{ ...(patched.document as object), changed: expect.any(String) }],
    });
    const removed = await call('/v1/nodes/win-07/inventory', { method: 'DELETE' });
    expect(removed).toMatchObject({
      status: 200,
      document: { node: 'win-07', revision: expect.any(Number), removed: true },
    });
    expect(await call('/v1/nodes/win-07/inventory')).toMatchObject({ status: 404, document: { code: 'not-found' } });
    await expect.poll(() => announced).toEqual([pushed.document, patched.document, removed.document]);
  });

  it.each(['../../etc/passwd', 'a/b', '{x}:inventory', '*', '>', '%2e%2e', 'n\u0000l', 'Ω', '__proto__'])(
    'of a node called %j is its own, and nothing else',
    async (name) => {
      const before = (await call('/v1/nodes?limit=1000')).document as { nodes: unknown[] };
      expect(await put(name)).toMatchObject({ status: 200, document: { node: name } });
      const path = `/v1/nodes/${encodeURIComponent(name)}/inventory`;
      expect((await call(path)).text).toBe(encode(inventoryOf(name)));
      expect((await call(path, { method: 'DELETE' })).status).toBe(200);
      expect((await call('/v1/nodes?limit=1000')).document).toEqual(before);
    },
  );

  it('for another node than the address names is refused', async () => {
    const body = encode(inventoryOf('win-02'));
    expect(await call('/v1/nodes/win-03/inventory', { method: 'PUT', body })).toMatchObject({
      status: 400,
      document: { code: 'invalid-request', errors: [{ field: 'inventory.node.name' }] },
    });
  });
});

interface Refusal {
  readonly what: string;
  readonly ask: () => Promise<Answer>;
  readonly code: keyof typeof errorTable;
  /** Of HTTP itself, where it is not the code's. */
  readonly status?: number;
  readonly says?: string;
}

const sample = (over: object, container: object = {}) => post('/v1/specs', sampleRequest(over, container));
const asText = (body: string) => post('/v1/specs', body);

const refusals: readonly Refusal[] = [
  { what: 'no JSON', ask: () => asText('{'), code: 'invalid-request', says: 'the body is not JSON' },
  { what: 'an empty body', ask: () => asText(''), code: 'invalid-request' },
  {
    what: '__proto__',
    ask: () => asText('{"__proto__":{"node":"x"}}'),
    code: 'invalid-request',
    says: String.raw`the body has a key \"__proto__\"`,
  },
  { what: 'an escaped __proto__', ask: () => asText('{"\\u005f_proto__":{}}'), code: 'invalid-request' },
  {
    what: 'constructor.prototype',
    ask: () => sample({ constructor: { prototype: { a: 1 } } }),
    code: 'invalid-request',
  },
  { what: '65 levels', ask: () => asText('['.repeat(65) + ']'.repeat(65)), code: 'invalid-request', says: '64 levels' },
  { what: 'a million digits', ask: () => asText('1'.repeat(60_000)), code: 'invalid-request', says: 'digits' },
  { what: 'an unknown field', ask: () => sample({ nodes: 1 }), code: 'invalid-request', says: 'request.nodes' },
  { what: 'an unknown query', ask: () => call('/v1/outcomes/x?Wait=1'), code: 'invalid-request', says: 'query.Wait' },
  { what: 'too long a wait', ask: () => call('/v1/outcomes/x?wait=56'), code: 'invalid-request', says: '55' },
  { what: 'a wrong page', ask: () => call('/v1/nodes?limit=0'), code: 'invalid-request', says: 'query.limit' },
  { what: 'a wrong type of event', ask: () => call('/v1/events?types=a'), code: 'invalid-request', says: 'accepted' },
  {
    what: 'a wrong place among events',
    ask: () => call('/v1/events', { headers: { 'last-event-id': '-1' } }),
    code: 'invalid-request',
    says: 'Last-Event-ID',
  },
  {
    what: 'a submission without an id',
    ask: () => post('/v1/submissions', { ...sampleRequest(), id: undefined }),
    code: 'invalid-request',
    says: 'request.id',
  },
  {
    what: 'a body that is too large',
    ask: () => asText(`"${'x'.repeat(64 * 1024)}"`),
    code: 'invalid-request',
    status: 413,
  },
  {
    what: 'another type of body',
    ask: () => call('/v1/specs', { method: 'POST', body: 'a=1', headers: { 'content-type': 'text/plain' } }),
    code: 'invalid-request',
    status: 415,
  },
  { what: 'a broken address', ask: () => call('/v1/outcomes/%zz'), code: 'invalid-request' },
  { what: 'an unknown address', ask: () => call('/v2/specs'), code: 'not-found' },
  { what: 'an unknown method', ask: () => call('/v1/specs', { method: 'DELETE' }), code: 'not-found' },
  { what: 'an unknown node', ask: () => sample({ node: 'win-99' }), code: 'not-found', says: 'win-99' },
  {
    what: 'an image of another system',
    ask: async () => {
      const images = { 'sha256:plan9': { os: 'plan9', rootfs: { type: 'layers', diff_ids: [] } } };
      await put('plan-9', { images });
      return sample({ node: 'plan-9' }, { Image: 'sha256:plan9' });
    },
    code: 'unsupported-platform',
  },
  {
    what: 'a faulty option',
    ask: () => sample({}, { HostConfig: { SecurityOpt: ['hush'] } }),
    code: 'invalid-parameter',
    says: 'hush',
  },
  {
    what: 'a node that lacks a layer of the container',
    ask: async () => {
      await put('win-08', { containers: { c1: {} } });
      return sample({ node: 'win-08' });
    },
    code: 'system',
  },
  {
    what: 'a patch of an old revision',
    ask: () => call('/v1/nodes/win-01/inventory', { method: 'PATCH', body: '{"ifRevision":0,"set":{"/node/cpus":1}}' }),
    code: 'conflict',
  },
  {
    what: 'too long a way back',
    ask: () => call('/v1/live?last=10001'),
    code: 'invalid-request',
    says: 'from 0 to 10000',
  },
  {
    what: 'one stream of events too many, of whatever kind',
    ask: async () => {
      const abort = new AbortController();
      await fetch(`${estate.url}/v1/events`, { signal: abort.signal });
      const answer = await call('/v1/live');
      abort.abort();
      return answer;
    },
    code: 'overloaded',
  },
  {
    what: 'a request that nobody answers in time',
    ask: async () => {
      estate.system.signal('SIGSTOP');
      const answer = await sample({ deadlineMs: 100 });
      estate.system.signal('SIGCONT');
      return answer;
    },
    code: 'deadline',
  },
  {
    what: 'a revision to come',
    ask: () => sample({ minInventoryRevision: Number.MAX_SAFE_INTEGER }),
    code: 'unavailable',
  },
];

describe('a problem', () => {
  it.each(refusals)('is the answer to $what', async ({ ask, code, status, says = '' }) => {
    const answer = await ask();
    const { retryable, httpStatus, page } = errorTable[code];
    expect(answer.document).toMatchObject({ type: `/${page}`, status: status ?? httpStatus, code, retryable });
    expect(answer.status).toBe(status ?? httpStatus);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer.headers.get('retry-after')).toBe(retryable ? '1' : null);
    expect(answer.text).toContain(says);
    expect((await call(`/${page}`)).text).toContain(`\n## ${code}\n`);
  });
});

it('the gateway lives, and says what it lacks', async () => {
  expect(await call('/healthz')).toMatchObject({ status: 200, document: { status: 'ok' } });
  expect(await call('/readyz')).toMatchObject({ status: 200, document: { status: 'ok' } });
  await estate.redis.pause();
  expect(await call('/readyz')).toMatchObject({
    status: 503,
    document: { code: 'unavailable', detail: 'not there: Redis' },
  });
  expect(await call('/healthz')).toMatchObject({ status: 200 });
  await estate.redis.resume();
  await expect.poll(async () => (await call('/readyz')).status).toBe(200);
});
