import { type Bus, connectBus, embeddedBus, type Journal, type StreamKeeping, silentLog } from '@specline/bus';
import { defaultPrefix, streamsBelow, subjectsBelow } from '@specline/contracts';
import { startNats } from '@specline/testing';

export const adapters = ['embedded', 'NATS'] as const;
export type Adapter = (typeof adapters)[number];

export const subjects = subjectsBelow(defaultPrefix);
export const streams = streamsBelow(defaultPrefix, subjects);

const limits = { maximumAgeMs: 3_600_000, maximumBytes: 64 * 1024 * 1024 };
const keeping: StreamKeeping = {
  storage: 'file',
  replicas: 1,
  duplicateWindowMs: 60_000,
  limits: { submit: limits, outcomes: limits, events: limits, dead: limits },
};

/** Creates the streams, as the services do when they start. */
export const prepare = ({ journal }: Bus): Promise<void> => journal.prepare(Object.values(streams), keeping);

export interface TestBus extends AsyncDisposable {
  readonly bus: Bus;
}

/** A bus of its own, with streams. */
export async function startBus(adapter: Adapter, { prepared = true } = {}): Promise<TestBus> {
  const server = adapter === 'NATS' ? await startNats({ jetstream: true }) : undefined;
  const bus = server === undefined ? embeddedBus() : await connectTo(server.url);
  if (prepared) await prepare(bus);
  return {
    bus,
    async [Symbol.asyncDispose]() {
      await bus.close();
      await server?.stop();
    },
  };
}

export const connectTo = (url: string): Promise<Bus> => connectBus({ servers: [url], name: 'test', log: silentLog });

/** A journal of which a test does a part itself. */
export const journalWith = (journal: Journal, part: Partial<Journal>): Journal =>
  new Proxy(journal, {
    get(target, name: keyof Journal) {
      return part[name] ?? target[name].bind(target);
    },
  });
