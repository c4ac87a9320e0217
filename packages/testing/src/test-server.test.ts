import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startNats } from './nats.ts';
import { startRedis } from './redis.ts';
import type { TestServer } from './test-server.ts';

/** Sends one line over a connection of its own and gives the first thing that comes back; '' where nobody listens. */
function ask(server: TestServer, line: string): Promise<string> {
  return new Promise((resolve) => {
    const { hostname } = new URL(server.url);
    const socket = connect(server.port, hostname, () => socket.write(`${line}\r\n`));
    socket.on('data', (reply) => {
      socket.destroy();
      resolve(reply.toString());
    });
    socket.on('error', () => resolve(''));
  });
}

describe('startNats', () => {
  it('gives each caller a server of its own, with what the options ask for', async () => {
    await using plain = await startNats();
    await using streams = await startNats({ jetstream: true, config: 'max_payload: 4096' });

    expect(plain.port).not.toBe(streams.port);
    expect(plain.url).toMatch(new RegExp(`^nats://[0-9a-z.]+:${plain.port}$`));
    expect(await ask(plain, '')).not.toContain('"jetstream":true');
    expect(await ask(streams, '')).toContain('"jetstream":true');
    expect(await ask(streams, '')).toContain('"max_payload":4096');
  });

  it('says what the server said when it does not start', async () => {
    await expect(startNats({ config: 'no_such_option: {' })).rejects.toThrow(/ended before it served:.*Parse error/s);
  });

  it('listens where it is told to', async () => {
    const { port } = await stopped(await startNats());
    await using server = await startNats({ port });
    expect(server.port).toBe(port);
  });
});

describe('startRedis', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startRedis({ persistent: true, config: 'maxmemory 8mb' });
  });
  afterAll(() => server.stop());

  it('passes more configuration on', async () => {
    expect(await ask(server, 'CONFIG GET maxmemory')).toContain('8388608');
  });

  it('keeps port and data over a crash', async () => {
    await ask(server, 'SET a 1');
    await server.kill();
    expect(await ask(server, 'GET a')).toBe('');
    await server.restart();
    expect(await ask(server, 'GET a')).toBe('$1\r\n1\r\n');
  });

  it('keeps port and data over a restart', async () => {
    await ask(server, 'SET b 2');
    await server.restart();
    expect(await ask(server, 'GET b')).toBe('$1\r\n2\r\n');
  });

  it('freezes with connections open, and thaws', async () => {
    let replied = false;
    await using other = await startRedis();
    await server.pause();
    const reply = ask(server, 'PING').finally(() => {
      replied = true;
    });
    await ask(other, 'PING'); // as long as an answer takes
    expect(replied).toBe(false);
    await server.resume();
    expect(await reply).toBe('+PONG\r\n');
  });

  it.each(['kill', 'restart'] as const)('obeys a %s also while it is frozen', async (verb) => {
    await ask(server, 'SET c 3');
    await server.pause();
    await server[verb]();
    await server.restart();
    expect(await ask(server, 'GET c')).toBe('$1\r\n3\r\n');
  });

  it('ends also while it is frozen, and may be stopped twice', async () => {
    const frozen = await startRedis();
    await frozen.pause();
    await frozen.stop();
    await frozen.stop();
    expect(await ask(frozen, 'PING')).toBe('');
  });
});

async function stopped(server: TestServer): Promise<TestServer> {
  await server.stop();
  return server;
}
