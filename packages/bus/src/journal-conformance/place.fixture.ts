import { type StreamDefinition, type StreamKey, type Subjects, streamsBelow, subjectsBelow } from '@specline/contracts';
import { startNats, type TestServer } from '@specline/testing';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { Bus } from '../bus.ts';
import { embeddedBus } from '../embedded/embedded-bus.ts';
import type { Journal, JournalEntry, StreamKeeping, StreamLimits } from '../journal.ts';
import { createLog } from '../log/create-log.ts';
import type { Messages } from '../messages.ts';
import { connectBus } from '../nats/connect-bus.ts';

export const adapters = ['embedded', 'NATS'] as const;
export type Adapter = (typeof adapters)[number];

export const maximumBytes = 4_096;

const roomy: StreamLimits = { maximumAgeMs: 3_600_000, maximumBytes: 1024 * 1024 };

/** Everything is kept long enough, but for what a test changes. */
export function keeping(
  changes: Partial<StreamKeeping> & { readonly all?: Partial<StreamLimits> } = {},
): StreamKeeping {
  const { all, ...others } = changes;
  const limits = { ...roomy, ...all };
  return {
    storage: 'file',
    replicas: 1,
    duplicateWindowMs: 60_000,
    limits: { submit: limits, outcomes: limits, events: limits, dead: limits },
    ...others,
  };
}

/** Where a test finds the journal; each test has subjects and streams of its own. */
export interface Place {
  readonly messages: Messages;
  readonly journal: Journal;
  readonly subjects: Subjects;
  readonly streams: { readonly [K in StreamKey]: StreamDefinition };
  /** Lines of the log. */
  readonly logged: readonly string[];
  /** All streams, prepared. */
  prepare(wanted?: StreamKeeping): Promise<void>;
  /** Another journal in the same place: another connection, where there is one. */
  another(): Promise<Journal>;
  /** Closes all. */
  close(): Promise<void>;
}

let places = 0;

/** A place for each test of a suite; `current()` is that of the test that runs. */
export function eachIn(adapter: Adapter): () => Place {
  let server: TestServer | undefined;
  let place: Place;
  beforeAll(async () => {
    if (adapter === 'NATS') server = await startNats({ jetstream: true, config: `max_payload: ${maximumBytes}` });
  });
  afterAll(() => server?.stop());
  beforeEach(async () => {
    place = await openPlace(server?.url);
  });
  afterEach(() => place.close());
  return () => place;
}

/** A place at a server, or without one embedded. */
export async function openPlace(url: string | undefined): Promise<Place> {
  const logged: string[] = [];
  const log = createLog({ service: 'test', level: 'debug', destination: { write: (line) => void logged.push(line) } });
  const embedded = url === undefined ? embeddedBus({ log, maximumBytes }) : undefined;
  const open: Bus[] = [];
  const connect = async (): Promise<Bus> => {
    const bus = embedded ?? (await connectBus({ servers: [url ?? ''], name: 'test', log }));
    open.push(bus);
    return bus;
  };
  const another = async (): Promise<Journal> => (await connect()).journal;
  const subjects = subjectsBelow(`t${++places}.v1`);
  const streams = streamsBelow(`t${places}.v1`, subjects);
  const { messages, journal } = await connect();
  const prepare = (wanted = keeping()): Promise<void> => journal.prepare(Object.values(streams), wanted);
  const close = async (): Promise<void> => void (await Promise.all(open.map((bus) => bus.close())));
  return { messages, journal, subjects, streams, logged, prepare, another, close };
}

/** The entries of a bounded read. */
export const textsOf = (entries: readonly JournalEntry[]): string[] => entries.map(({ text }) => text);
