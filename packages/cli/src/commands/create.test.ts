import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectBus, type Message, type Messages, silentLog } from '@specline/bus';
import { startNats, startRedis, type TestServer } from '@specline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resultsOf, sample, samplePath, specline, startSpecline } from '../specline.fixture.ts';

/** A port on which nothing listens. */
const nowhere = '127.0.0.1:1';

describe('specline create without servers', () => {
  it('gives what compile gives, to the byte', async () => {
    const bundles = ['iis-with-gmsa', 'refused-twice', 'linux-nginx'].map((name) => JSON.stringify(sample(name)));
    const stdin = [...bundles, '{', '5', JSON.stringify({ ...sample(), request: {} })].join('\n');
    const [created, compiled] = await Promise.all([
      specline(['create', '--jsonl'], { stdin }),
      specline(['compile', '--jsonl'], { stdin }),
    ]);
    expect(created).toEqual(compiled);
    expect(resultsOf(created)).toHaveLength(6);
  });

  it.each(['iis-with-gmsa', 'refused-twice', 'linux-nginx'])('and for one bundle, too: %s', async (name) => {
    const [created, compiled] = await Promise.all([
      specline(['create', samplePath(name)]),
      specline(['compile', samplePath(name)]),
    ]);
    expect(created).toEqual(compiled);
  });

  it('takes a request for the node of --inventory', async () => {
    const { container } = sample().request;
    const run = await specline(['create', '--inventory', samplePath('iis-with-gmsa')], {
      stdin: JSON.stringify({ container }),
    });
    expect(run).toEqual(await specline(['create', samplePath('iis-with-gmsa')]));
  });

  it('keeps bundles of one node apart', async () => {
    const bundles = Array.from({ length: 40 }, (_, index) => {
      const bundle = sample('linux-nginx');
      bundle.name = String(index);
      bundle.inventory.endpoints.nat.driverInfo.hnsid = `endpoint-${index}`;
      return JSON.stringify(bundle);
    });
    const run = await specline(['create', '--jsonl', '--concurrency', '40'], { stdin: bundles.join('\n') });
    const endpoints = resultsOf(run).map(({ spec }) => spec.windows.network.endpointList);
    expect(endpoints).toEqual(bundles.map((_, index) => [`endpoint-${index}`]));
  });

  it('answers each line when it can, without waiting for the next one', async () => {
    const run = spawn(process.execPath, ['packages/cli/src/main.ts', 'create', '--jsonl']);
    const ended = once(run, 'exit');
    for (const name of ['linux-nginx', 'iis-with-gmsa']) {
      run.stdin.write(`${JSON.stringify(sample(name))}\n`);
      const [answer] = await once(run.stdout, 'data');
      expect(JSON.parse(answer).name).toBe(name);
    }
    run.stdin.end();
    expect(await ended).toEqual([0, null]);
  });

  it('says both sizes of a request that is too large', async () => {
    const large = sample();
    large.request.container.Path = 'x'.repeat(5_000_000);
    const run = await specline(['create'], { stdin: JSON.stringify(large) });
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toMatch(/has 500\d{4} bytes; the broker accepts at most 1048576/);
  });

  it.each([
    [
      'no NATS',
      ['--nats', `nats://${nowhere}`],
      3,
      `error: cannot connect to NATS at nats://${nowhere}: nothing listens there`,
    ],
    ['no Redis', ['--redis', `redis://${nowhere}`], 3, `error: the node inventory at ${nowhere} gives no answer`],
    ['no address', ['--nats', 'win-01'], 2, 'error: --nats (NATS_URL) is "win-01": write an address such as nats://'],
    ['an empty address', ['--nats', ''], 2, 'must not be empty'],
    [
      'a wrong scheme',
      ['--redis', 'http://x'],
      2,
      'error: --redis (REDIS_URL) is "http://x": write an address such as',
    ],
    ['no concurrency', ['--concurrency', '0'], 2, 'It must be a whole number from 1 to 10000.'],
    ['no time', ['--timeout', 'soon'], 2, 'It must be a whole number from 1 to 600000.'],
  ])('%s', async (_title, options, exitCode, message) => {
    const run = await specline(['create', ...options, samplePath('linux-nginx')]);
    expect(run).toMatchObject({ exitCode, stdout: '' });
    expect(run.stderr).toContain(message);
    expect(run.stderr).not.toContain('    at ');
  });
});

describe('specline create on NATS', () => {
  let nats: TestServer;
  let redis: TestServer;
  let messages: Messages;
  let folder: string;
  beforeAll(async () => {
    [nats, redis] = await Promise.all([startNats(), startRedis()]);
    ({ messages } = await connectBus({ servers: [nats.url], name: 'test', log: silentLog }));
    folder = await mkdtemp(join(tmpdir(), 'specline-create-'));
  });
  afterAll(async () => {
    await messages.close();
    await Promise.all([nats.stop(), redis.stop(), rm(folder, { recursive: true })]);
  });

  const request = { node: 'win-01', container: sample().request.container };
  const ask = (options: readonly string[] = [], stdin = JSON.stringify(request)) =>
    specline(['create', ...options], { stdin, env: { NATS_URL: nats.url } });

  /** Stands in for the aggregator while a test runs. */
  async function answering(handler: (message: Message) => void, test: () => Promise<void>): Promise<void> {
    const subscription = messages.subscribe('specline.v1.create', handler);
    await messages.flush();
    try {
      await test();
    } finally {
      await subscription.drain();
    }
  }

  it('says at once that no aggregator runs', async () => {
    const run = await ask(['--timeout', '600000']);
    expect(run).toMatchObject({ exitCode: 3, stdout: '' });
    expect(run.stderr).toContain('error: unavailable (request)\n  nobody listens on specline.v1.create');
  });

  it('says so on each line, and with the exit code', async () => {
    const run = await ask(['--jsonl'], `${JSON.stringify(request)}\n{\n${JSON.stringify(request)}\n`);
    expect(run).toMatchObject({ exitCode: 3, stderr: '' });
    expect(resultsOf(run).map(({ errors }) => errors[0].code)).toEqual([
      'unavailable',
      'invalid-request',
      'unavailable',
    ]);
  });

  it('gives up after the time-out', async () => {
    await answering(
      () => {},
      async () => {
        const run = await ask(['--timeout', '100']);
        expect(run).toMatchObject({ exitCode: 3, stdout: '' });
        expect(run.stderr).toContain('error: deadline (request)\n  no answer on specline.v1.create within');
      },
    );
  });

  it.each(['rubbish', '{}', '{"status":"composed"}', ''])('takes the answer "%s" for no outcome', async (answer) => {
    await answering(
      (message) => message.respond(answer),
      async () => {
        const run = await ask();
        expect(run).toMatchObject({ exitCode: 3, stdout: '' });
        expect(run.stderr).toContain('the answer is no outcome; run one version of all services');
      },
    );
  });

  it('sends a request as it is, with its own deadline or the time-out', async () => {
    const sent: unknown[] = [];
    await answering(
      (message) => {
        sent.push(JSON.parse(message.text));
        message.respond('');
      },
      async () => {
        await ask(['--timeout', '1234']);
        await ask([], JSON.stringify({ ...request, id: 'mine', deadlineMs: 77 }));
      },
    );
    expect(sent).toMatchObject([
      { node: 'win-01', deadlineMs: 1234 },
      { node: 'win-01', id: 'mine', deadlineMs: 77 },
    ]);
  });

  it('needs to know where an inventory is to be pushed', async () => {
    const run = await ask([], JSON.stringify(sample()));
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toContain('say with --redis where that is');
    const fromFile = await ask(['--inventory', samplePath('iis-with-gmsa')]);
    expect(fromFile).toMatchObject({ exitCode: 2, stdout: '' });
  });

  it('uses what runs there, and an inventory that is pushed once for all lines', async () => {
    const env = { NATS_URL: nats.url, REDIS_URL: redis.url };
    await using system = await startSpecline(['up'], { env });
    await system.waitForLine((line) => line.startsWith('specline is up'));
    const { container } = sample().request;
    const input = join(folder, 'requests.jsonl');
    await writeFile(input, `${JSON.stringify({ container })}\n`.repeat(20));
    const run = await specline(['create', '--jsonl', '--inventory', samplePath('iis-with-gmsa'), input], { env });
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    const compiled = await specline(['compile', '--jsonl'], {
      stdin: JSON.stringify({ ...sample(), name: undefined }),
    });
    expect(run.stdout).toBe(compiled.stdout.repeat(20));
    // Now that the node is known, the request alone is enough.
    const alone = await ask([], JSON.stringify(request));
    expect(JSON.parse(alone.stdout)).toEqual(resultsOf(compiled)[0].spec);
    expect(await system.stop()).toBe(0);
  });
});
