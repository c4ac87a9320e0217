import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode, encode, kinds } from '@specline/contracts';
import { startNats, startProcess, startRedis, type TestProcess, type TestServer } from '@specline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { disagreements } from '../conformance/compare.ts';
import type { Compiled } from '../conformance/compile-bundle.ts';
import { readVectors } from '../conformance/vectors.ts';

const file = join(import.meta.dirname, '..', 'conformance', 'vectors', 'moby-19.03.jsonl');
const vectors = readVectors('moby-19.03');

/** Runs the command and gives the lines of its output. */
async function specline(
  args: readonly string[],
  env = {},
): Promise<{ exitCode: number; lines: string[]; stderr: string }> {
  const run = await startProcess('packages/cli/src/main.ts', { args, env });
  const exitCode = await run.exited;
  return { exitCode, lines: run.stdout().trimEnd().split('\n'), stderr: run.stderr() };
}

/** A line of results as the comparison wants it. */
function compiled(line: string): Compiled {
  const { spec, ...rest } = decode(line) as { spec?: unknown };
  return (spec === undefined ? rest : { ...rest, text: encode(spec) }) as Compiled;
}

/** The lines that `compile` gives; all other paths are held against them. */
let expected: string[];
beforeAll(async () => {
  const run = await specline(['compile', '--jsonl', file]);
  expect(run).toMatchObject({ exitCode: 0, stderr: '' });
  expected = run.lines;
});

describe('all outputs of the reference', () => {
  it('agree with what compile gives', () => {
    expect(expected).toHaveLength(708);
    const failures = vectors.flatMap(({ vector }, index) => {
      const found = disagreements(vector.expect, compiled(expected[index] ?? '{}'));
      return found.length === 0 ? [] : [`${vector.name}: ${found.join('; ')}`];
    });
    expect(failures).toEqual([]);
  });

  it('are the same bytes from a system in one process', { timeout: 60_000 }, async () => {
    const run = await specline(['create', '--jsonl', file]);
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(run.lines).toEqual(expected);
  });
});

describe('each service in its own process, on NATS and Redis', () => {
  let nats: TestServer;
  let redis: TestServer;
  let env: Record<string, string>;
  let folder: string;
  const services = new Map<string, TestProcess>();

  beforeAll(async () => {
    [nats, redis] = await Promise.all([startNats(), startRedis()]);
    env = { NATS_URL: nats.url, REDIS_URL: redis.url };
    folder = await mkdtemp(join(tmpdir(), 'specline-paths-'));
    await Promise.all([...kinds, 'aggregator'].map((name) => start(name)));
  });
  afterAll(async () => {
    await Promise.all(Array.from(services.values(), (service) => service.stop()));
    await Promise.all([nats.stop(), redis.stop(), rm(folder, { recursive: true })]);
  });

  async function start(name: string): Promise<void> {
    const service = await startProcess(`services/${name}/src/main.ts`, { env });
    services.set(name, service);
    await service.waitForLine((line) => line.includes('"service started"'), 25_000);
  }

  const create = (...args: readonly string[]) =>
    specline(['create', '--jsonl', '--nats', nats.url, '--redis', redis.url, ...args]);

  it('gives the same bytes', { timeout: 60_000 }, async () => {
    const run = await create(file);
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(run.lines).toEqual(expected);
  });

  it('and again, in another order, all at once', { timeout: 60_000 }, async () => {
    const reversed = join(folder, 'reversed.jsonl');
    await writeFile(reversed, `${readFileSync(file, 'utf8').trimEnd().split('\n').reverse().join('\n')}\n`);
    const run = await create('--concurrency', '708', reversed);
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(run.lines.reverse()).toEqual(expected);
  });

  it.each(kinds)(
    'says that no worker decides %s, and works again once there is one',
    { timeout: 60_000 },
    async (kind) => {
      expect(await services.get(kind)?.stop()).toBe(0);
      const first = join(folder, 'first.jsonl');
      await writeFile(first, `${vectors[0]?.line}\n`);
      const away = await create('--timeout', '300', first);
      expect(away.exitCode).toBe(3);
      expect(JSON.parse(away.lines[0] ?? '')).toMatchObject({
        errors: [{ code: 'unavailable', message: expect.stringContaining(kind) }],
      });
      await start(kind);
      expect(await create(first)).toEqual({ exitCode: 0, stderr: '', lines: expected.slice(0, 1) });
    },
  );

  it('needs no more than the request where the node is known', async () => {
    const { request, inventory } = vectors[0]?.vector ?? {};
    const push = join(folder, 'inventory.json');
    const ask = join(folder, 'request.json');
    await Promise.all([writeFile(push, encode(inventory)), writeFile(ask, encode(request))]);
    const pushed = await specline(['inventory', 'push', push], env);
    expect(pushed.exitCode).toBe(0);
    const run = await specline(['create', '--jsonl', ask], { NATS_URL: nats.url });
    const { name, ...rest } = JSON.parse(expected[0] ?? '');
    expect(JSON.parse(run.lines[0] ?? '')).toEqual({ name: null, ...rest });
  });

  it('ends cleanly', async () => {
    for (const [name, service] of services) expect(await service.stop(), name).toBe(0);
  });
});
