import { connect } from 'node:net';
import { connectBus } from '@specline/bus';
import { kinds } from '@specline/contracts';
import { runAggregator } from '@specline/service-aggregator';
import { startNats } from '@specline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleInventory, sampleRequest } from './sample.ts';
import { adapters, aggregatorSettings, type Bus, type SystemOptions, startBus, startSystem } from './system.ts';

describe.each(adapters)('an aggregator that is stopped, %s', (adapter) => {
  let bus: Bus;
  beforeAll(async () => {
    bus = await startBus(adapter);
  });
  afterAll(() => bus.stop());

  const start = async (options: SystemOptions = {}) => {
    const system = await startSystem(bus, { without: ['mounts'], ...options });
    await system.inventory.push(sampleInventory());
    return system;
  };

  it('finishes what is open, and takes nothing new', async () => {
    await using system = await start();
    const open = system.create(sampleRequest());
    await system.progress.atLeast(kinds.length - 1);
    const stopped = system.aggregator.stop();
    await expect(system.create(sampleRequest())).rejects.toMatchObject({ name: 'NoResponders' });
    system.startWorker('mounts');
    expect(await open).toMatchObject({ status: 'composed' });
    await stopped;
    expect(system.lines.at(-1)).toMatchObject({ event: 'aggregator stopped' });
  });

  it('answers what is still open after its grace, however long that has', async () => {
    await using system = await start({ stopGraceMs: 50 });
    const open = ['a', 'b'].map((id) => system.create(sampleRequest({ id, deadlineMs: 600_000 })));
    await system.events.atLeast(2);
    await system.aggregator.stop();
    for (const outcome of await Promise.all(open)) {
      const message = 'the aggregator is being stopped; ask again, another one answers';
      expect(outcome).toMatchObject({ status: 'failed', errors: [{ code: 'unavailable', message }] });
    }
    expect(await system.events.atLeast(4)).toHaveLength(4);
  });

  it('beside another one loses no request', async () => {
    await using system = await startSystem(bus);
    await system.inventory.push(sampleInventory());
    const other = await runAggregator({ ...system, settings: aggregatorSettings });
    let stopped: Promise<void> | undefined;
    const outcomes = Array.from({ length: 300 }, async (_, index) => {
      await system.events.atLeast(index);
      if (index === 100) stopped = other.stop();
      return system.create(sampleRequest({ id: `r${index}` }));
    });
    const statuses = (await Promise.all(outcomes)).map(({ status }) => status);
    expect(statuses).toEqual(statuses.map(() => 'composed'));
    await stopped;
  });
});

describe('a reply that cannot be sent', () => {
  it.each([
    ['no reply subject', ''],
    ['one with a wildcard', 'answers.*'],
    ['one with an empty part', 'answers..x'],
  ])('%s: the request ends as any other', async (_, replyTo) => {
    await using server = await startNats();
    const bus: Bus = {
      connect: (log) => connectBus({ servers: [server.url], name: 'test', log }),
      stop: async () => {},
    };
    await using system = await startSystem(bus, { settings: { maximumOpen: 1 } });
    await system.inventory.push(sampleInventory());
    for (const text of [JSON.stringify(sampleRequest()), 'no request']) {
      const line = `PUB ${system.subjects.create} ${replyTo} ${text.length}\r\n${text}\r\n`;
      await say(server.port, `CONNECT {"verbose":false,"pedantic":false}\r\n${line}PING\r\n`);
    }
    await system.events.atLeast(2);
    expect(await system.create(sampleRequest())).toMatchObject({ status: 'composed' });
  });
});

/** Speaks NATS's protocol without its client, which would not send everything. */
async function say(port: number, text: string): Promise<void> {
  const socket = connect(port, '127.0.0.1', () => socket.write(text));
  await new Promise<void>((resolve) => {
    socket.on('data', (data) => {
      if (!data.includes('PONG')) return;
      socket.destroy();
      resolve();
    });
  });
}
