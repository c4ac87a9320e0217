import { encode, kinds, subjectsBelow } from '@specline/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sampleRequest } from '../faults/sample.ts';
import { Collector } from './collector.ts';
import { type ObservedSystem, startObserved } from './observed.ts';

const subjects = subjectsBelow('specline.v1');
const caller = '00f067aa0ba902b7';
const traceOf = (digit: string): string => digit.repeat(32);
const traceparent = (trace: string, flags = '01') => ({ traceparent: `00-${trace}-${caller}-${flags}` });

let collector: Collector;
let system: ObservedSystem;
beforeAll(async () => {
  collector = await Collector.start();
  system = await startObserved({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint });
}, 60_000);
afterAll(async () => {
  await system?.[Symbol.asyncDispose]();
  await collector?.[Symbol.asyncDispose]();
});

const secret = sampleRequest({ id: 'r1' }, { Config: { Env: ['PASSWORD=SECRET'] }, Args: ['SECRET'] });
const parts = [...kinds.map((kind) => `work.${kind}`), ...kinds.map((kind) => `partial.${kind}`), 'compose'];

async function create(request: object, headers: Readonly<Record<string, string>>): Promise<void> {
  await system.bus.messages.request(subjects.create, encode(request), { timeoutMs: 10_000, headers });
}

/** The spans of a trace, once so many are there. */
async function spansOf(trace: string, count: number) {
  await expect.poll(() => collector.ofTrace(trace).length, { timeout: 10_000 }).toBe(count);
  return collector.ofTrace(trace);
}

it.each(['create', 'submit'])(
  'a %s is a part of its caller’s trace, and all that it needs is a part of it',
  async (way) => {
    const trace = traceOf(way === 'create' ? 'a' : 'b');
    if (way === 'create') await create(secret, traceparent(trace));
    else await system.bus.journal.append(subjects.submit, encode(secret), { headers: traceparent(trace) });
    const spans = await spansOf(trace, 1 + parts.length);
    const root = spans.find(({ name }) => name === way) ?? expect.unreachable();
    expect(root).toMatchObject({
      service: 'specline-aggregator',
      parentSpanId: caller,
      status: { code: 0 },
      attributes: { 'specline.request': 'r1', 'specline.node': 'win-01', 'specline.container': 'c1' },
    });
    const below = spans.filter((span) => span !== root);
    expect(below.map(({ name }) => name).toSorted()).toEqual(parts.toSorted());
    for (const span of below) {
      const [part, kind] = span.name.split('.');
      expect(span).toMatchObject({
        parentSpanId: root.spanId,
        service: `specline-${part === 'work' ? kind : 'aggregator'}`,
        attributes: { 'specline.request': 'r1', ...(kind === undefined ? {} : { 'specline.kind': kind }) },
      });
      expect(span.endTimeUnixNano >= span.startTimeUnixNano).toBe(true);
      // Services on one machine share a clock, to the millisecond.
      expect(span.startTimeUnixNano + 2_000_000n >= root.startTimeUnixNano).toBe(true);
    }
    expect(new Set(spans.map(({ spanId }) => spanId)).size).toBe(spans.length);
  },
);

it('what failed says its code', async () => {
  const lacking = sampleRequest({ id: 'r3' }, { Image: `sha256:${'9'.repeat(64)}` });
  await create(lacking, traceparent(traceOf('c')));
  const spans = await spansOf(traceOf('c'), 1 + parts.length);
  const failed = spans.filter(({ status }) => status.code === 2);
  expect(failed.map(({ name }) => name).toSorted()).toEqual(['compose', 'create', 'partial.image', 'work.image']);
  for (const { attributes } of failed) expect(attributes).toMatchObject({ 'specline.code': 'not-found' });
});

it('a request that cannot be read is one span', async () => {
  await create({ surplus: 'SECRET' }, traceparent(traceOf('d')));
  const [span] = await spansOf(traceOf('d'), 1);
  expect(span).toMatchObject({ name: 'create', status: { code: 2, message: 'invalid-request' } });
});

it('a caller that wants no trace gets none, and one that names none begins one', async () => {
  await create(secret, traceparent(traceOf('e'), '00'));
  await create(sampleRequest({ id: 'begins' }), { traceparent: 'rubbish' });
  const begun = () => collector.spans.filter(({ attributes }) => attributes['specline.request'] === 'begins');
  await expect.poll(() => begun().length, { timeout: 10_000 }).toBe(1 + parts.length);
  expect(begun().find(({ name }) => name === 'create')).not.toHaveProperty('parentSpanId', expect.anything());
  expect(new Set(begun().map(({ traceId }) => traceId)).size).toBe(1);
  expect(collector.ofTrace(traceOf('e'))).toEqual([]);
});

it('spans hold names and codes, never contents', () => {
  expect(collector.bodies.join()).not.toMatch(/SECRET|layers|Volume|endpoint-1/);
  const names = new Set(collector.spans.flatMap(({ attributes }) => Object.keys(attributes)));
  const allowed = ['request', 'node', 'container', 'kind', 'job', 'revision', 'code'].map((name) => `specline.${name}`);
  expect([...names].toSorted()).toEqual(allowed.toSorted());
});
