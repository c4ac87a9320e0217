import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLog } from '../log/create-log.ts';
import type { FinishedSpan } from '../spans.ts';
import { OtlpSpans } from './otlp-spans.ts';

let status = 200;
let arrived = 0;
const server = createServer((request, response) => {
  request.resume().on('end', () => {
    arrived += 1;
    response.writeHead(status).end('{}');
  });
});
beforeEach(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  server.close();
  server.closeAllConnections();
});

const span: FinishedSpan = { name: 'compose', parent: undefined, startMs: 0, names: { request: 'r1' } };

it('says once that the collector refuses, once that it takes, and nothing that a span says', async () => {
  const lines: Record<string, unknown>[] = [];
  const destination = { write: (line: string) => void lines.push(JSON.parse(line)) };
  const log = createLog({ service: 'test', level: 'info', destination });
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const spans = new OtlpSpans({ service: 'test', endpoint, log });
  for (const next of [400, 400, 200, 200]) {
    const before = arrived;
    status = next;
    spans.record(span);
    await expect.poll(() => arrived).toBe(before + 1);
  }
  await spans.stop();
  expect(lines.map(({ event }) => event)).toEqual(['spans cannot be sent', 'spans are sent again']);
  expect(JSON.stringify(lines)).not.toContain('r1');
});

it('sends at its stop what is left', async () => {
  const before = arrived;
  status = 200;
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const log = createLog({ service: 'test', level: 'silent' });
  const spans = new OtlpSpans({ service: 'test', endpoint, log });
  spans.record(span);
  await spans.stop();
  expect(arrived).toBe(before + 1);
});
