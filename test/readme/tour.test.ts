import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kinds } from '@specline/contracts';
import {
  startCommand,
  startNats,
  startProcess,
  startRedis,
  type TestProcess,
  type TestServer,
} from '@specline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { matchesShown, root, tourSteps } from './tour.ts';

/** The servers that the README tells the reader to start, on ports of their own. */
let nats: TestServer;
let redis: TestServer;
let folder: string;
let services: TestProcess[] = [];

beforeAll(async () => {
  [nats, redis] = await Promise.all([startNats({ jetstream: true }), startRedis({ persistent: true })]);
  folder = await mkdtemp(join(tmpdir(), 'specline-tour-'));
  const env = { NATS_URL: nats.url, REDIS_URL: redis.url };
  const names = ['aggregator', ...kinds];
  services = await Promise.all(names.map((name) => startProcess(`services/${name}/src/main.ts`, { env })));
  await Promise.all(services.map((service) => service.waitForLine((line) => line.includes('service started'), 25_000)));
});

afterAll(async () => {
  await Promise.all(services.map((service) => service.stop()));
  await Promise.all([nats.stop(), redis.stop()]);
  await rm(folder, { recursive: true });
});

/** What npm needs to reach its registry, should the packages have changed since they were installed. */
function network(): Record<string, string> {
  const names = ['NODE_EXTRA_CA_CERTS', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

const steps = tourSteps();

describe("the README's tour", () => {
  it('has steps', () => {
    expect(steps.length).toBeGreaterThan(5);
  });

  it.each(steps)('$title', { timeout: 30_000 }, async ({ commands, output }) => {
    const script = commands
      .replaceAll('nats://127.0.0.1:4222', nats.url)
      .replaceAll('redis://127.0.0.1:6379', redis.url)
      .replaceAll('/tmp/', `${folder}/`);
    const args = ['-e', '-o', 'pipefail', '-c', `exec 2>&1\n${script}`];
    const shell = await startCommand('bash', { args, cwd: root, env: network() });
    const exitCode = await shell.exited;
    const printed = shell.stdout();
    expect(exitCode, printed).toBe(0);
    if (output !== undefined) expect(matchesShown(printed, output), printed).toBe(true);
  });

  it.each([
    ['exact', 'a\nb\n', 'a\nb\n', true],
    ['another line', 'a\nc\n', 'a\nb\n', false],
    ['anything for …', '{\n  "x": 1\n}\n', '{\n…}\n', true],
    ['nothing but what is shown', 'a\nb\nc\n', 'a\nb\n', false],
  ])('compares: %s', (_title, output, shown, matches) => {
    expect(matchesShown(output, shown)).toBe(matches);
  });
});
