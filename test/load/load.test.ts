import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { generatedMix, type LoadResult, parseWeights } from '@specline/load';
import { startNats, startProcess, startRedis, type TestProcess, type TestServer } from '@specline/testing';
import { connect, type NatsConnection } from 'nats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askIndependently } from './independent-client.ts';

const entry = 'packages/cli/src/main.ts';

let nats: TestServer;
let redis: TestServer;
let system: TestProcess;
let connection: NatsConnection;
let folder: string;
let env: Record<string, string>;

beforeAll(async () => {
  [nats, redis] = await Promise.all([startNats({ jetstream: true }), startRedis({ persistent: true })]);
  env = { NATS_URL: nats.url, REDIS_URL: redis.url };
  folder = await mkdtemp(join(tmpdir(), 'specline-load-'));
  system = await startProcess(entry, { args: ['up', '--log-level', 'silent'], env });
  [connection] = await Promise.all([
    connect({ servers: [nats.url] }),
    system.waitForLine((line) => line.startsWith('specline is up')),
  ]);
  await run(['--concurrency', '4', '--duration', '2s', '--warm-up', '0s']); // what runs first is slower
});

afterAll(async () => {
  await connection.close();
  await system.stop();
  await Promise.all([nats.stop(), redis.stop(), rm(folder, { recursive: true })]);
});

const start = (args: readonly string[], environment = env): Promise<TestProcess> =>
  startProcess(entry, { args: ['load', ...args], env: environment });

async function run(args: readonly string[], environment = env) {
  const process = await start(args, environment);
  return { exitCode: await process.exited, stdout: process.stdout(), stderr: process.stderr() };
}

/** A run that goes well, and its result as `--json` has it. */
async function result(args: readonly string[], environment = env): Promise<LoadResult> {
  const file = join(folder, 'result.json');
  const { exitCode, stderr } = await run([...args, '--json', file], environment);
  expect(exitCode, stderr).toBe(0);
  return JSON.parse(await readFile(file, 'utf8'));
}

/** Resolves when so many messages have come on a subject. */
async function seen(subject: string, count: number): Promise<void> {
  const subscription = connection.subscribe(subject, { max: count });
  for await (const _ of subscription);
}

async function nodes(): Promise<string> {
  const list = await startProcess(entry, { args: ['inventory', 'list'], env });
  await list.exited;
  return list.stdout();
}

const accepted = 'specline.v1.event.accepted.>';

describe('specline load', () => {
  it.each(['create', 'submit'])(
    'measures %s: each request has its answer, in its second, and its parts',
    async (path) => {
      const { total, samples, parts, endings, wrong } = await result([
        ...['--path', path, '--profile', 'step:40,80/1s', '--warm-up', '500ms', '--failures', '20%', '--size', '4KB'],
      ]);
      expect(total).toMatchObject({ sent: 120, done: 120, errors: 0, latency: { count: 120 } });
      expect(wrong).toBe(0);
      expect(endings.map(({ ending }) => ending).sort()).toEqual(['composed', 'invalid-parameter', 'not-found']);
      expect(samples.reduce((sum, { sent }) => sum + sent, 0)).toBe(140);
      const kinds = ['image', 'mounts', 'network', 'credentials', 'resources'];
      const expected = [...kinds, 'total', ...(path === 'submit' ? ['receipt'] : [])];
      expect(parts.map(({ part }) => part).sort()).toEqual(expected.sort());
      expect(await nodes()).toBe('');
    },
  );

  it('sends the bundles of a file, under names of its own, and in one process where no system is named', async () => {
    const bundles = ['iis-with-gmsa', 'refused-twice', 'linux-nginx'].map((name) =>
      JSON.stringify(JSON.parse(readFileSync(`packages/cli/samples/${name}.json`, 'utf8'))),
    );
    const file = join(folder, 'bundles.jsonl');
    await writeFile(file, bundles.join('\n'));
    for (const each of [env, {}]) {
      const load = await startProcess(entry, {
        args: ['load', file, '--rate', '30', '--duration', '1s', '--warm-up', '0s', '--json', `${file}.json`],
        env: each,
      });
      expect(await load.exited).toBe(0);
      const { endings, settings }: LoadResult = JSON.parse(await readFile(`${file}.json`, 'utf8'));
      expect(endings).toContainEqual({ ending: 'composed', count: 20 });
      expect(endings).toContainEqual({ ending: 'not-found', count: 10 });
      expect(settings.system).toBe(each === env ? nats.url : 'in this process');
    }
    expect(await nodes()).toBe('');
  });

  it('does what its result says: others count the same requests', async () => {
    const count = seen('specline.v1.event.*.*.*.*', 200);
    const { total } = await result(['--rate', '100', '--duration', '1s', '--warm-up', '0s']);
    await count; // accepted and composed, of each
    expect(total.sent).toBe(100);
  });

  it('ended by Ctrl-C has the result so far, and leaves no node behind', async () => {
    const file = join(folder, 'interrupted.json');
    const begun = seen(accepted, 40);
    const load = await start([
      '--rate',
      '50',
      '--duration',
      '1h',
      '--max-requests',
      '1000000',
      '--nodes',
      '30',
      '--warm-up',
      '0s',
      '--json',
      file,
    ]);
    await Promise.race([begun, load.exited]);
    load.signal('SIGINT');
    expect(await load.exited).toBe(0);
    expect(load.stdout()).toContain('note: ended early, on demand');
    const { interrupted, total } = JSON.parse(await readFile(file, 'utf8'));
    expect(interrupted).toBe(true);
    expect(total.done).toBeGreaterThanOrEqual(39);
    expect(total.sent).toBeLessThan(1_000);
    expect(await nodes()).toBe('');
  });

  it('ended while it still pushes leaves no node behind either', async () => {
    const pushing = seen('specline.v1.inventory.*', 5);
    const load = await start(['--nodes', '10000', '--duration', '1h']);
    await Promise.race([pushing, load.exited]);
    load.signal('SIGINT');
    expect(await load.exited).toBe(0);
    expect(await nodes()).toBe('');
  });

  it.each([
    ['a profile that is none', ['--profile', 'wave:1/1s'], 'is no profile; write constant:200/30s'],
    ['another machine', ['--rate', '51', '--nats', 'nats://192.0.2.1:4222'], '--yes-it-is-mine'],
    ['a size that is too small', ['--size', '100B'], 'ask for a larger size'],
  ])('refuses %s', async (_what, args, message) => {
    const { exitCode, stderr } = await run(args);
    expect(stderr).toContain(message);
    expect(exitCode).toBe(2);
  });
});

describe('specline load compare', () => {
  /** What a comparison reads of a run of twenty seconds whose latencies are about so long. */
  async function written(name: string, ms: number): Promise<string> {
    const samples = Array.from({ length: 20 }, (_, at) => {
      const latency = ms * (1 + (at % 5) / 50);
      return {
        seconds: 1,
        measured: true,
        asked: 100,
        sent: 100,
        done: 100,
        errors: 0,
        p50: latency,
        p90: latency,
        p99: null,
        max: latency,
      };
    });
    const latency = { p50: ms, p90: ms, p99: ms, p999: null };
    const total = { donePerSecond: 100, errors: 0, sent: 2_000, latency };
    const file = join(folder, name);
    await writeFile(
      file,
      JSON.stringify({
        format: 'specline-load/1',
        model: 'open',
        path: 'create',
        settings: {},
        interrupted: false,
        total,
        samples,
      }),
    );
    return file;
  }

  it.each([
    ['slower, as is tolerated', 14, ['--tolerance', '60%'], 0, 'not worse'],
    ['slower', 14, [], 1, 'worse, by more than is tolerated'],
  ] as const)('ends with its verdict: %s', async (_what, ms, options, exitCode, words) => {
    const [before, after] = [await written('before.json', 10), await written('after.json', ms)];
    const compared = await run(['compare', before, after, ...options]);
    expect(compared).toMatchObject({ exitCode, stderr: '' });
    expect(compared.stdout).toContain(words);
  });

  it('tells as JSON what differs', async () => {
    const [before, after] = [await written('before.json', 10), await written('after.json', 14)];
    const compared = await run(['compare', before, after, '--json']);
    expect(compared).toMatchObject({ exitCode: 1, stderr: '' });
    expect(JSON.parse(compared.stdout)).toMatchObject({ worse: true, differences: expect.any(Array) });
  });

  it('refuses what is no result', async () => {
    const { exitCode, stderr } = await run(['compare', 'package.json', 'package.json']);
    expect(stderr).toContain('package.json is no result of specline load --json');
    expect(exitCode).toBe(2);
  });
});

describe('what it measures', () => {
  it('is what is there: known delays come out as they are', async () => {
    let count = 0;
    const subscription = connection.subscribe('known.create', {
      callback: (_, message) => {
        const delay = count++ % 10 === 9 ? 1_000 : 200;
        const answer = JSON.stringify({ status: 'composed', timings: { total: delay } });
        setTimeout(() => message.respond(answer), delay);
      },
    });
    await connection.flush();
    const known = { ...env, SPECLINE_PREFIX: 'known' };
    const { total } = await result(['--rate', '100', '--duration', '2s', '--warm-up', '500ms'], known);
    subscription.unsubscribe();
    expect(total).toMatchObject({ sent: 200, done: 200 });
    expect(total.donePerSecond).toBeCloseTo(100, 1);
    // Never less, but for what a timer rounds; more by what a busy machine adds.
    for (const [name, delay] of [
      ['p50', 200],
      ['p95', 1_000],
    ] as const) {
      expect(total.latency[name]).toBeGreaterThanOrEqual(delay - 1);
      expect(total.latency[name]).toBeLessThan(delay + 150);
    }
  });

  it('is what a client finds that shares nothing with it, on the same system at the same time', async () => {
    // Of one rate, one of the two would always come right behind the other, and wait for it.
    const [rate, otherRate] = [100, 104];
    const seconds = 3;
    const mix = generatedMix({
      run: 'other',
      seed: 5,
      weights: parseWeights('windows=70,hyperv=20,lcow=10'),
      failures: 0,
      nodes: 10,
      deadlineMs: 5_000,
    });
    const push = await startProcess(entry, {
      args: ['inventory', 'push', '--jsonl', '-'],
      env,
      stdin: Array.from({ length: 10 }, (_, node) => `${JSON.stringify(mix.inventoryAt(node))}\n`).join(''),
    });
    expect(await push.exited).toBe(0);
    const file = join(folder, 'both.json');
    const begun = seen(accepted, 1);
    const load = await start(['--rate', String(rate), '--duration', `${seconds}s`, '--warm-up', '1s', '--json', file]);
    await begun;
    const found = await askIndependently({
      nats: nats.url,
      rate: otherRate,
      seconds,
      warmUp: otherRate,
      request: (index) => mix.requests(index).text,
    });
    expect(await load.exited).toBe(0);
    const { total }: LoadResult = JSON.parse(await readFile(file, 'utf8'));
    expect(found.others).toEqual([]);
    expect([total.done, found.answers]).toEqual([rate * seconds, otherRate * seconds]);
    expect(Math.abs(total.donePerSecond / rate / (found.perSecond / otherRate) - 1)).toBeLessThan(0.02);
    // The machine has other things to do, which meet one process and not the other.
    for (const [name, percent] of [
      ['p50', 50],
      ['p75', 75],
    ] as const) {
      const [told, other] = [total.latency[name] ?? Number.NaN, found.at(percent)];
      expect(Math.abs(told - other), `${name}: ${told} and ${other}`).toBeLessThan(2 + other * 0.4);
    }
  });

  it('has the requests in it that come while the system stands still', async () => {
    const rate = 100;
    const begun = seen(accepted, rate * 2);
    const running = result(['--rate', String(rate), '--duration', '4s', '--warm-up', '1s']);
    await begun;
    system.signal('SIGSTOP');
    await pause(1_000);
    system.signal('SIGCONT');
    const { total, samples } = await running;
    expect(total).toMatchObject({ sent: 400, errors: 0 });
    // A quarter of all met it, evenly: half of them wait for half of it or more.
    const share = (ms: number) => 1 - (total.curve.findLast((point) => point.ms < ms)?.percent ?? 0) / 100;
    expect(share(100) * 400).toBeGreaterThan(rate * 0.75);
    expect(share(500) * 400).toBeGreaterThan(rate * 0.4);
    expect(total.latency.max).toBeGreaterThan(900);
    expect(total.latency.max).toBeLessThan(2_500);
    // And they were sent meanwhile: it did not wait.
    expect(Math.max(...samples.map(({ open }) => open))).toBeGreaterThan(rate * 0.3);
  });
});
