import { NodeNotFound, redisInventory } from '@specline/inventory';
import { startRedis, type TestServer } from '@specline/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { sampleInventory, sampleRequest } from './sample.ts';
import { type Bus, type System, startBus, startSystem } from './system.ts';

describe('a store that is away', () => {
  let bus: Bus;
  let redis: TestServer;
  let system: System;
  beforeAll(async () => {
    [bus, redis] = await Promise.all([startBus('NATS'), startRedis({ persistent: true })]);
    system = await startSystem(bus, { inventory: redisInventory({ url: redis.url, timeoutMs: 500 }) });
    await system.inventory.push(sampleInventory());
  });
  afterAll(async () => {
    await system[Symbol.asyncDispose]();
    await system.inventory.close();
    await Promise.all([bus.stop(), redis.stop()]);
  });

  const composed = async (): Promise<void> =>
    expect(await system.create(sampleRequest())).toMatchObject({ status: 'composed' });

  it('is told as unavailable, and used again when it is back, without a restart of ours', async () => {
    await composed();
    await redis.kill();
    const outcome = await system.create(sampleRequest());
    const message = expect.stringMatching(
      /^the node inventory at 127\.0\.0\.1:\d+ gives no answer .*; then ask again$/,
    );
    expect(outcome).toMatchObject({ status: 'failed', errors: [{ code: 'unavailable', kind: 'request', message }] });
    await redis.restart();
    await vi.waitFor(composed, { timeout: 5_000, interval: 20 });
  });

  it('and hangs: the deadline names it', async () => {
    await redis.pause();
    const outcome = await system.create(sampleRequest({ deadlineMs: 100 }));
    const message = '100 ms are over, still waiting for: the node inventory; ask again';
    expect(outcome).toMatchObject({ errors: [{ code: 'deadline', message }] });
    await redis.resume();
    await vi.waitFor(composed, { timeout: 5_000, interval: 20 });
  });

  it('for a worker alone: unavailable, and not composed from what the others know', async () => {
    const aways = redisInventory({ url: 'redis://127.0.0.1:1' });
    const own = await startSystem(bus, { inventory: mixed(system.inventory, aways) });
    const message = expect.stringContaining('the node inventory at 127.0.0.1:1 gives no answer');
    expect(await own.create(sampleRequest())).toMatchObject({
      errors: [{ code: 'unavailable', kind: 'image', message }],
    });
    await own[Symbol.asyncDispose]();
    await aways.close();
  });

  it('that answers after the deadline changes nothing', async () => {
    const late = Promise.withResolvers<never>();
    const slow = new Proxy(system.inventory, {
      get: (target, name) => (name === 'node' ? () => late.promise : Reflect.get(target, name)),
    });
    await using own = await startSystem(bus, { inventory: slow });
    expect(await own.create(sampleRequest({ deadlineMs: 20 }))).toMatchObject({ errors: [{ code: 'deadline' }] });
    late.reject(new NodeNotFound('win-01'));
    const events = await own.events.atLeast(2);
    await own.messages.flush();
    expect(events).toHaveLength(2);
  });

  it('that gives nonsense: a reply all the same, and the log has the place', async () => {
    const broken = new Proxy(system.inventory, {
      get: (target, name) => (name === 'node' ? async () => ({ revision: 1 }) : Reflect.get(target, name)),
    });
    await using own = await startSystem(bus, { inventory: broken });
    expect(await own.create(sampleRequest())).toMatchObject({
      id: 'request-1',
      errors: [{ code: 'system', message: expect.stringContaining('its log has the details') }],
    });
    expect(own.lines.filter(({ event }) => event === 'composing failed unexpectedly')).toMatchObject([
      { level: 'error', request: 'request-1', error: { name: 'TypeError' } },
    ]);
  });
});

/** One whose images are read elsewhere. */
function mixed<T extends object>(inventory: T, forImages: T): T {
  return new Proxy(inventory, {
    get(target, name) {
      const source = name === 'imageFacts' ? forImages : target;
      return (Reflect.get(source, name) as (...given: unknown[]) => unknown).bind(source);
    },
  });
}
