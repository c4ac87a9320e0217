import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { startNats, startProcess, type TestProcess, type TestServer } from '@specline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silentLog } from '../log/silent-log.ts';
import { connectBus } from '../nats/connect-bus.ts';

const root = join(import.meta.dirname, '..', '..', '..', '..');

/** A service that answers on `sample`, and misbehaves when its prefix says so. */
const program = `
import { runService } from '${join(import.meta.dirname, 'run-service.ts')}';
const { prefix } = { prefix: process.env.SPECLINE_PREFIX };
await runService({
  name: 'sample',
  description: 'A sample.',
  async start({ messages, subjects, log }) {
    if (prefix === 'fails-to-start') throw new TypeError('SECRET');
    if (prefix === 'crashes') setImmediate(() => Promise.reject(new RangeError('SECRET')));
    let waiting;
    const subscription = messages.subscribe(subjects.create, (message) => {
      if (message.text === 'wait') waiting = () => message.respond('finished');
      else message.respond(message.text);
    }, { queue: 'create' });
    return {
      async stop() {
        if (prefix === 'fails-to-stop') throw new Error('SECRET');
        await subscription.drain();
        waiting?.();
      },
    };
  },
}, process.env);
`;

describe('runService', () => {
  let folder: string;
  let server: TestServer;
  beforeAll(async () => {
    server = await startNats();
    folder = await mkdtemp(join(tmpdir(), 'specline-service-'));
    await writeFile(join(folder, 'main.ts'), program);
  });
  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  });

  const start = (env: Record<string, string> = {}): Promise<TestProcess> =>
    startProcess(relative(root, join(folder, 'main.ts')), { env: { NATS_URL: server.url, ...env } });
  const startedLine = (line: string): boolean => line.includes('"service started"');

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'introduces itself, answers, and at %s finishes what is open',
    async (signal) => {
      await using service = await start();
      expect(JSON.parse(await service.waitForLine(startedLine))).toMatchObject({ service: 'sample', version: '0.1.0' });
      const { messages } = await connectBus({ servers: [server.url], name: 'test', log: silentLog });
      const info = await messages.request('$SRV.INFO.specline-sample', '', { timeoutMs: 5_000 });
      expect(JSON.parse(info.text)).toMatchObject({
        endpoints: [{ subject: 'specline.v1.create', queue_group: 'create' }],
      });

      const open = messages.request('specline.v1.create', 'wait', { timeoutMs: 5_000 });
      await messages.request('specline.v1.create', 'handled after it', { timeoutMs: 5_000 });
      service.signal(signal);
      service.signal(signal);
      expect((await open).text).toBe('finished');
      expect(await service.exited).toBe(0);
      expect(service.stderr()).toContain(`"signal":"${signal}"`);
      expect(service.stdout()).toBe('');
      await messages.close();
    },
  );

  it.each([
    [{ LOG_LEVEL: 'loud' }, 'specline sample: LOG_LEVEL is "loud": write one of: debug, info, warn, error, silent'],
    [
      { NATS_URL: 'nats://me:SECRET@127.0.0.1:1' },
      'specline sample: cannot connect to NATS at nats://127.0.0.1:1: nothing listens there; start nats-server there or correct the address',
    ],
    [
      { SPECLINE_PREFIX: 'fails-to-start' },
      /^specline sample: unexpected failure at start: TypeError at .*main\.ts:\d+:\d+\)?$/,
    ],
  ])('says in one line why it cannot start with %j', async (env, line) => {
    await using service = await start(env);
    expect(await service.exited).toBe(1);
    const text = service.stderr();
    expect(text.trimEnd()).toMatch(line);
    expect(text.split('\n')).toHaveLength(2);
    expect(text).not.toContain('SECRET');
  });

  it('ends with 1 when it crashes, and logs the place only', async () => {
    await using service = await start({ SPECLINE_PREFIX: 'crashes' });
    expect(await service.exited).toBe(1);
    expect(service.stderr()).toMatch(/"error":\{"name":"RangeError".*"event":"crashed"/);
    expect(service.stderr()).not.toContain('SECRET');
  });

  it('ends with 1 when it cannot stop', async () => {
    await using service = await start({ SPECLINE_PREFIX: 'fails-to-stop' });
    await service.waitForLine(startedLine);
    service.signal('SIGTERM');
    expect(await service.exited).toBe(1);
    expect(service.stderr()).toContain('"service did not stop cleanly"');
    expect(service.stderr()).not.toContain('SECRET');
  });
});
