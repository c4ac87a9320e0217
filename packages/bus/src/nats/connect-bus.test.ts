import { once } from 'node:events';
import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net';
import { startNats, type TestServer } from '@specline/testing';
import { connect } from 'nats';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../log/create-log.ts';
import { silentLog } from '../log/silent-log.ts';
import { CannotConnect, Disconnected, NoResponders, NotPermitted } from '../messages/errors.ts';
import type { Messages } from '../messages.ts';
import { connectBus } from './connect-bus.ts';

/** Long enough that a test which waits for it fails by its own timeout. */
const forever = { timeoutMs: 60_000 };

const open: Messages[] = [];
afterEach(() => Promise.all(open.splice(0).map((messages) => messages.close())));

/** A connection, and a wait for a line of its log. */
async function connected(...servers: string[]) {
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  const write = (line: string): void => {
    lines.push(line);
    for (const look of waiting) look();
  };
  const log = createLog({ service: 'test', level: 'debug', destination: { write } });
  const { messages } = await connectBus({ servers, name: 'test', log });
  open.push(messages);
  const logged = (text: string): Promise<string> =>
    new Promise((resolve) => {
      const look = (): void => {
        const line = lines.find((written) => written.includes(text));
        if (line !== undefined) resolve(line);
      };
      waiting.add(look);
      look();
    });
  return { messages, logged, lines };
}

describe('connecting', () => {
  const failure = (...servers: string[]): Promise<unknown> =>
    connectBus({ servers, name: 'test', log: silentLog }).then(
      () => expect.unreachable(),
      (error: unknown) => error,
    );

  it('names the address without its password, the remedy and the cause where nobody listens', async () => {
    const error = await failure('nats://me:SECRET@127.0.0.1:1', 'nats://me:SECRET@127.0.0.1:2');
    expect(error).toBeInstanceOf(CannotConnect);
    expect(error).toMatchObject({
      code: 'unavailable',
      message:
        'cannot connect to NATS at nats://127.0.0.1:1, nats://127.0.0.1:2: nothing listens there; start nats-server there or correct the address',
      cause: { code: 'CONNECTION_REFUSED' },
    });
  });

  it.each([
    ['http://127.0.0.1', '"http://127.0.0.1" is no address of a NATS server; write it as nats://host:4222'],
    ['nats://me:SECRET@', '"nats://" is no address of a NATS server; write it as nats://host:4222'],
    ['', '"" is no address of a NATS server; write it as nats://host:4222'],
    [
      'no.such.host.invalid',
      'cannot connect to NATS at nats://no.such.host.invalid: no such host; correct the address',
    ],
  ])('refuses %j', async (address, message) => {
    expect(await failure(address)).toMatchObject({ name: 'CannotConnect', message });
  });

  it.each([
    [
      ['nats://a:x@h1', 'nats://b:SECRET@h2'],
      'nats://h1 and nats://h2 have different users; servers of one cluster share their users',
    ],
    [['nats://a:SECRET%@h1'], 'the user or password of nats://h1 has a "%" that stands for itself; write it as %25'],
  ])('refuses %j', async (addresses, message) => {
    expect(await failure(...addresses)).toMatchObject({ name: 'CannotConnect', message });
  });

  it('says so where another protocol is spoken', async () => {
    const other = createServer((socket) => socket.end('220 mail\r\n')).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    expect(await failure(`127.0.0.1:${port}`)).toMatchObject({ message: expect.stringContaining('see the cause') });
    other.close();
  });

  it('proves who we are by user and password, percent-encoded in the address', async () => {
    await using server = await startNats({ config: 'authorization { user: "a b", password: "p:@/" }' });
    const { host } = new URL(server.url);
    const { messages } = await connected(`nats://a%20b:p%3A%40%2F@${host}`);
    await messages.flush();
    expect(await failure(`nats://a%20b:SECRET@${host}`)).toMatchObject({
      message: `cannot connect to NATS at nats://${host}: it refuses the user or password; correct them in the address`,
    });
  });

  it('proves who we are by token', async () => {
    await using server = await startNats({ config: 'authorization { token: "t" }' });
    const { messages } = await connected(`t@${new URL(server.url).host}`);
    await messages.flush();
  });

  it('demands TLS for tls://', async () => {
    await using server = await startNats();
    expect(await failure(server.url.replace('nats:', 'tls:'))).toMatchObject({
      message: expect.stringContaining('it has no TLS'),
    });
  });

  it('goes to the server of several that is there', async () => {
    await using server = await startNats();
    const { messages } = await connected('127.0.0.1:1', server.url);
    await messages.flush();
  });
});

describe('permissions', () => {
  let server: TestServer;
  beforeAll(async () => {
    const permissions = '{ publish: ["a", "_INBOX.>"], subscribe: ["a", "_INBOX.>"] }';
    server = await startNats({
      config: `authorization { users: [{ user: u, password: p, permissions: ${permissions} }] }`,
    });
  });
  afterAll(() => server.stop());

  it('fail a request on a forbidden subject at once, and no other', async () => {
    const { messages, logged } = await connected(`nats://u:p@${new URL(server.url).host}`);
    messages.subscribe('a', () => {});
    const controller = new AbortController();
    const other = expect(messages.request('a', '', { ...forever, signal: controller.signal })).rejects.toBe('other');
    await expect(messages.request('forbidden', '', forever)).rejects.toThrow(NotPermitted);
    expect(await logged('publishing is not permitted')).toContain('"subject":"forbidden"');
    controller.abort('other');
    await other;
  });

  it('are told to the log for a subscription', async () => {
    const { messages, logged } = await connected(`nats://u:p@${new URL(server.url).host}`);
    const subscription = messages.subscribe('forbidden.*', () => {});
    expect(await logged('subscribing is not permitted')).toContain('"subject":"forbidden.*"');
    await subscription.drain();
  });
});

describe('a lost connection', () => {
  it('fails requests at once, loses what is published, and goes on when the server is back', async () => {
    await using server = await startNats();
    const { messages, logged } = await connected(server.url);
    const texts: string[] = [];
    messages.subscribe('silent', () => {});
    messages.subscribe('a', (message) => {
      texts.push(message.text);
      message.respond('answer');
    });
    const { maximumBytes } = messages;
    const waiting = expect(messages.request('silent', '', forever)).rejects.toThrow(Disconnected);
    await messages.flush();

    await server.kill();
    await waiting;
    await expect(messages.request('a', '', forever)).rejects.toMatchObject({
      name: 'Disconnected',
      code: 'unavailable',
    });
    await expect(messages.flush()).rejects.toThrow(Disconnected);
    expect(messages.maximumBytes).toBe(maximumBytes);
    messages.publish('a', 'lost');
    const subscribedMeanwhile: string[] = [];
    messages.subscribe('b', ({ text }) => subscribedMeanwhile.push(text));
    expect(await logged('"connection lost"')).toContain(`"address":"${new URL(server.url).host}"`);

    await server.restart();
    await logged('"connection restored"');
    await expect(messages.flush()).rejects.toThrow('the connection to the broker was lost, and messages with it');
    await messages.flush();
    messages.publish('b', 'later');
    expect((await messages.request('a', 'kept', forever)).text).toBe('answer');
    await expect(messages.request('no.such', '', forever)).rejects.toThrow(NoResponders);
    expect(texts).toEqual(['kept']);
    expect(subscribedMeanwhile).toEqual(['later']);
  });

  it('holds up neither drain nor close', async () => {
    await using server = await startNats();
    const { messages, logged } = await connected(server.url);
    const subscription = messages.subscribe('a', () => {});
    messages.subscribe('b', () => {});
    await messages.flush();
    await server.kill();
    await logged('"connection lost"');
    await subscription.drain();
    await messages.close();
  });

  it('ends a drain and a flush that are under way', async () => {
    await using server = await startNats();
    await using wire = await wireTo(server.port);
    const { messages } = await connected(`127.0.0.1:${wire.port}`);
    const subscription = messages.subscribe('a', () => {});
    await messages.flush();
    wire.freeze();
    const drained = subscription.drain();
    const flushed = expect(messages.flush()).rejects.toThrow(Disconnected);
    wire.cut();
    await Promise.all([drained, flushed]);
  });
});

/** A way to a port of this machine, which can fall silent and break. */
async function wireTo(target: number) {
  const sockets: Socket[] = [];
  const wire = createServer((near) => {
    const far = createConnection(target, '127.0.0.1');
    near.pipe(far).pipe(near);
    sockets.push(near, far);
    for (const socket of [near, far]) socket.on('error', () => {});
  }).listen(0, '127.0.0.1');
  await once(wire, 'listening');
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (wire.address() as AddressInfo).port,
    cut,
    freeze() {
      for (const socket of sockets) socket.unpipe();
    },
    async [Symbol.asyncDispose]() {
      cut();
      wire.close();
    },
  };
}

describe('service protocol', () => {
  it("is understood by NATS's own client", async () => {
    await using server = await startNats();
    const { messages } = await connected(server.url);
    messages.subscribe('specline.v1.work.image', () => {}, { queue: 'image' });
    await messages.introduce({ name: 'specline-image', version: '0.1.0', description: 'Decides.' });

    const client = await connect({ servers: server.url });
    const infos = await Array.fromAsync(await client.services.client().info('specline-image'));
    const pings = await Array.fromAsync(await client.services.client().ping());
    const stats = await Array.fromAsync(await client.services.client().stats('specline-image', infos[0]?.id));
    await client.close();

    expect(infos).toMatchObject([
      { name: 'specline-image', endpoints: [{ subject: 'specline.v1.work.image', queue_group: 'image' }] },
    ]);
    expect(pings).toMatchObject([{ name: 'specline-image', version: '0.1.0' }]);
    expect(stats).toMatchObject([{ endpoints: [{ num_requests: 0 }] }]);
  });
});
