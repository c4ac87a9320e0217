import { afterAll, beforeAll, expect, it } from 'vitest';
import { services, startService } from '../processes/services.ts';
import { type ObservedSystem, startObserved } from './observed.ts';

let system: ObservedSystem;
beforeAll(async () => {
  system = await startObserved();
}, 60_000);
afterAll(() => system?.[Symbol.asyncDispose]());

const get = (port: number, path: string, method = 'GET') => fetch(`http://127.0.0.1:${port}${path}`, { method });

async function ready(port: number): Promise<{ readonly status: number; readonly checks: object }> {
  const response = await get(port, '/readyz');
  const { checks } = (await response.json()) as { checks: object };
  return { status: response.status, checks };
}

it.each(services)('%s is alive, ready, and has nothing else to say', async (name) => {
  const port = system.port(name);
  const healthy = await get(port, '/healthz');
  expect([healthy.status, await healthy.text()]).toEqual([200, 'ok\n']);
  const inventory = name === 'resources' ? {} : { inventory: true };
  const submits = name === 'aggregator' ? { submits: true } : {};
  await expect.poll(() => ready(port)).toEqual({ status: 200, checks: { bus: true, ...inventory, ...submits } });
  expect((await get(port, '/')).status).toBe(404);
  expect((await get(port, '/metrics', 'POST')).status).toBe(405);
});

it('they are alive and not ready while the inventory is away, but for who reads none', async () => {
  await system.redis.kill();
  await expect
    .poll(() => ready(system.port('image')))
    .toEqual({ status: 503, checks: { bus: true, inventory: false } });
  expect((await get(system.port('image'), '/healthz')).status).toBe(200);
  expect((await ready(system.port('resources'))).status).toBe(200);
  await system.redis.restart();
  await expect.poll(async () => (await ready(system.port('image'))).status).toBe(200);
});

it('they are alive and not ready while NATS is away', async () => {
  await system.nats.kill();
  for (const name of services) {
    await expect.poll(() => ready(system.port(name))).toMatchObject({ status: 503, checks: { bus: false } });
    expect((await get(system.port(name), '/healthz')).status).toBe(200);
  }
  await system.nats.restart();
  for (const name of services) await expect.poll(async () => (await ready(system.port(name))).status).toBe(200);
});

it('one whose port is taken says so and ends', async () => {
  const port = system.port('image');
  const env = { NATS_URL: system.nats.url, REDIS_URL: system.redis.url, SPECLINE_METRICS_PORT: String(port) };
  await using second = await startService('image', env);
  expect(await second.exited).toBe(1);
  expect(second.stderr()).toBe(
    `specline image: cannot listen on 127.0.0.1:${port}: EADDRINUSE; correct SPECLINE_METRICS_HOST and SPECLINE_METRICS_PORT\n`,
  );
});
