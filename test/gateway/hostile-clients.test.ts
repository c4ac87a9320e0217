import { connect, type Socket } from 'node:net';
import { encode } from '@specline/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleInventory } from '../faults/sample.ts';
import { type Estate, startEstate } from './estate.ts';

let estate: Estate;
beforeAll(async () => {
  estate = await startEstate({
    SPECLINE_HTTP_HEADERS_TIMEOUT: '500ms',
    SPECLINE_HTTP_REQUEST_TIMEOUT: '1s',
    SPECLINE_HTTP_KEEP_ALIVE: '500ms',
    SPECLINE_HTTP_MAX_CONNECTIONS: '20',
  });
});
afterAll(() => estate[Symbol.asyncDispose]());

/** Sends what it is given and gives all that comes back until the gateway ends the connection. */
async function send(text: string): Promise<string> {
  const socket = open();
  socket.write(text);
  return heard(socket);
}

function open(): Socket {
  const { port, hostname } = new URL(estate.url);
  const socket = connect(Number(port), hostname).setEncoding('utf8');
  socket.on('error', () => {});
  return socket;
}

async function heard(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (part) => {
    text += part;
  });
  await new Promise((resolve) => socket.once('close', resolve));
  return text;
}

/** A body that would be read, and refused for what it lacks. */
const chunks = '2\r\n{}\r\n0\r\n\r\n';

const post = 'POST /v1/specs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n';

describe('a client', () => {
  it.each([
    ['never ends its headers', 'GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-A: ', 408],
    ['never ends its body', `${post}Content-Length: 100\r\n\r\n{"node":`, 408],
    ['never ends its chunks', `${post}Transfer-Encoding: chunked\r\n\r\n5\r\n{"nod`, 408],
    ['speaks no HTTP', 'EHLO specline\r\n\r\n', 400],
    ['names two lengths', `${post}Content-Length: 2\r\nContent-Length: 9\r\n\r\n{}`, 400],
    ['names a length and sends chunks', `${post}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}`, 400],
    ['sends endless headers', `GET / HTTP/1.1\r\nHost: localhost\r\nX-A: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
  ])('that %s is told so and sent away', async (_what, text, status) => {
    const answer = await send(text);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toContain('application/problem+json');
    expect(answer).toContain('"code":"invalid-request"');
    // Else what is refused is the body: it was read.
    if (status === 400) expect(answer).toContain('"the request is no valid HTTP request"');
  });

  it('that says nothing at all is sent away', async () => {
    expect(await heard(open())).toMatch(/^$|^HTTP\/1.1 408/);
  });

  it('that asks once and stays is sent away', async () => {
    expect(await send('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n')).toContain('{"status":"ok"}');
  });

  it('that opens very many connections gets no more than there may be, and others are served afterwards', async () => {
    const sockets = Array.from({ length: 60 }, open);
    for (const socket of sockets) socket.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n');
    const answered = (await Promise.all(sockets.map(heard))).filter((text) => text.includes('{"status":"ok"}'));
    // On a busy machine some come when others have left.
    expect(answered.length).toBeGreaterThan(0);
    expect(answered.length).toBeLessThan(60);
    expect((await estate.call('/healthz')).status).toBe(200);
  });

  it('that calls a node ".." reaches that node only', async () => {
    const inventory = encode(sampleInventory({ node: { ...sampleInventory().node, name: '..' } }));
    const put = `PUT /v1/nodes/%2e%2e/inventory HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n`;
    expect(await send(`${put}Content-Length: ${inventory.length}\r\n\r\n${inventory}`)).toContain('{"node":"..",');
    expect(await send('GET /v1/nodes/../inventory HTTP/1.1\r\nHost: localhost\r\n\r\n')).toContain(inventory);
    expect(await send('GET /v1/nodes/../../healthz HTTP/1.1\r\nHost: localhost\r\n\r\n')).toMatch(/^HTTP\/1.1 404/);
  });
});
