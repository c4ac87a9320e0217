import {
  connectBus,
  createLog,
  embeddedBus,
  type Journal,
  type Log,
  type Message,
  type Messages,
  type Bus as OpenBus,
  type StreamKeeping,
} from '@specline/bus';
import { runOne } from '@specline/cli/workers';
import {
  decode,
  encode,
  type Kind,
  kinds,
  type Outcome,
  outcomeSchema,
  type StreamDefinition,
  type StreamKey,
  type Subjects,
  streamsBelow,
  subjectsBelow,
} from '@specline/contracts';
import { embeddedInventory, type NodeInventory } from '@specline/inventory';
import { type AggregatorSettings, type RunningAggregator, runAggregator } from '@specline/service-aggregator';
import { startNats } from '@specline/testing';
import { Watch } from './watch.ts';

export const adapters = ['embedded', 'NATS'] as const;

/** A bus that systems share; each with subjects of its own. */
export interface Bus {
  connect(log: Log): Promise<OpenBus>;
  stop(): Promise<void>;
}

export async function startBus(adapter: (typeof adapters)[number], maximumBytes = 1024 * 1024): Promise<Bus> {
  if (adapter === 'embedded')
    return { connect: async (log) => embeddedBus({ log, maximumBytes }), stop: async () => {} };
  const server = await startNats({ config: `max_payload: ${maximumBytes}`, jetstream: true });
  return {
    connect: (log) => connectBus({ servers: [server.url], name: 'test', log }),
    stop: () => server.stop(),
  };
}

const day = 24 * 60 * 60 * 1000;
const stream = { maximumAgeMs: day, maximumBytes: 2 ** 26 };
const streamKeeping: StreamKeeping = {
  storage: 'memory',
  replicas: 1,
  duplicateWindowMs: 120_000,
  limits: { submit: stream, outcomes: stream, events: stream, dead: stream },
};

/** Of an aggregator in a test: patient, but for what the test says. */
export const aggregatorSettings: AggregatorSettings = {
  deadlineMs: 5_000,
  maximumOpen: 1_000,
  maximumOpenBytes: 2 ** 26,
  maximumOpenSubmits: 100,
  acknowledgeWithinMs: 30_000,
  giveUpAfterMs: 900_000,
  maximumLostDeliveries: 5,
  streamKeeping,
};

export interface SystemOptions {
  /** Kinds that no worker serves at first. */
  readonly without?: readonly Kind[];
  readonly inventory?: NodeInventory;
  readonly settings?: Partial<AggregatorSettings>;
  readonly stopGraceMs?: number;
}

/** All services in this process, and a client. */
export interface System extends AsyncDisposable {
  readonly messages: Messages;
  readonly journal: Journal;
  readonly subjects: Subjects;
  readonly streams: Readonly<Record<StreamKey, StreamDefinition>>;
  readonly inventory: NodeInventory;
  readonly aggregator: RunningAggregator;
  readonly log: Log;
  /** Lines of the log. */
  readonly lines: readonly Record<string, unknown>[];
  readonly events: Watch;
  readonly progress: Watch;
  startWorker(kind: Kind): void;
  /** Asks and gives the outcome; a text goes as it is. */
  create(request: unknown, headers?: Readonly<Record<string, string>>): Promise<Outcome>;
}

let systems = 0;

export async function startSystem(bus: Bus, options: SystemOptions = {}): Promise<System> {
  const { without = [], inventory = embeddedInventory(), settings, ...others } = options;
  const lines: Record<string, unknown>[] = [];
  const destination = { write: (line: string) => void lines.push(JSON.parse(line)) };
  const log = createLog({ service: 'test', level: 'debug', destination });
  const connected = await bus.connect(log);
  const { messages, journal } = connected;
  const prefix = `test${++systems}.v1`;
  const subjects = subjectsBelow(prefix);
  const streams = streamsBelow(prefix, subjects);
  const workers = new Map<Kind, { stop(): Promise<void> }>();
  const startWorker = (kind: Kind): void =>
    void workers.set(kind, runOne(kind, inventory, { messages, subjects, log }));
  for (const kind of kinds) if (!without.includes(kind)) startWorker(kind);
  const aggregator = await runAggregator({
    messages,
    journal,
    inventory,
    subjects,
    streams,
    log,
    settings: { ...aggregatorSettings, ...settings },
    ...others,
  });
  const events = new Watch(messages, subjects.events);
  const progress = new Watch(messages, subjects.allProgress);
  await messages.flush();
  return {
    messages,
    journal,
    subjects,
    streams,
    inventory,
    aggregator,
    log,
    lines,
    events,
    progress,
    startWorker,
    async create(request, headers = {}) {
      const text = typeof request === 'string' ? request : encode(request);
      return outcomeOf(await messages.request(subjects.create, text, { timeoutMs: 14_000, headers }));
    },
    async [Symbol.asyncDispose]() {
      await aggregator.stop();
      await Promise.all(Array.from(workers.values(), (worker) => worker.stop()));
      await connected.close();
    },
  };
}

export const outcomeOf = ({ text }: Message): Outcome => outcomeSchema.parse(decode(text));
