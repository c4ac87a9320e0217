import { connectBus, type Messages, silentLog } from '@specline/bus';
import { type Kind, kinds, type StreamKey, streamsBelow, subjectsBelow, version } from '@specline/contracts';
import { embeddedInventory } from '@specline/inventory';
import { runAggregator } from '@specline/service-aggregator';
import { startNats, startRedis, type TestServer } from '@specline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { specline } from '../specline.fixture.ts';
import { settingsFor } from '../system/addresses.ts';
import { runOne } from '../system/workers.ts';
import { type DiagnoseOptions, diagnose, exitCodeFor } from './diagnose.ts';
import type { Finding } from './finding.ts';

const now = Date.now;
const environment = {};

const look = (options: Partial<DiagnoseOptions>) => diagnose({ environment, now, ...options });

/** What is not well, a line each. */
const complaints = (findings: readonly Finding[]): string[] =>
  findings
    .filter(({ state }) => state !== 'ok' && state !== 'note')
    .map(({ check, state, text, remedy }) => `${state} ${check}: ${text} -> ${remedy}`);

const asComplaint = (text: string) => expect.arrayContaining([expect.stringContaining(text)]);

let nats: TestServer;
let redis: TestServer;
beforeAll(async () => {
  [nats, redis] = await Promise.all([startNats({ jetstream: true }), startRedis({ persistent: true })]);
});
afterAll(() => Promise.all([nats.stop(), redis.stop()]));

interface System extends AsyncDisposable {
  readonly messages: Messages;
  stopAggregator(): Promise<void>;
  readonly prefix: string;
}

interface SystemOptions {
  readonly without?: readonly Kind[];
  /** Versions other than ours. */
  readonly versions?: Partial<Record<Kind, string>>;
}

let systems = 0;

/** All services, each introduced by itself, below a prefix of their own. */
async function startSystem({ without = [], versions = {} }: SystemOptions = {}): Promise<System> {
  const prefix = `doctor${++systems}.v1`;
  const subjects = subjectsBelow(prefix);
  const streams = streamsBelow(prefix, subjects);
  const settings = settingsFor({ nats: nats.url }, 'silent');
  const inventory = embeddedInventory();
  const open = (name: string) => connectBus({ servers: [nats.url], name, log: silentLog });
  const bus = await open('aggregator');
  const aggregator = await runAggregator({ ...bus, inventory, subjects, streams, settings, log: silentLog });
  await bus.messages.introduce({ name: 'specline-aggregator', version, description: '' });
  const workers = await Promise.all(
    kinds
      .filter((kind) => !without.includes(kind))
      .map(async (kind) => {
        const { messages, close } = await open(kind);
        runOne(kind, inventory, { messages, subjects, log: silentLog });
        await messages.introduce({ name: `specline-${kind}`, version: versions[kind] ?? version, description: '' });
        return close;
      }),
  );
  const own = await open('test');
  const stopAggregator = async (): Promise<void> => {
    await aggregator.stop();
    await bus.close();
  };
  return {
    messages: own.messages,
    prefix,
    stopAggregator,
    async [Symbol.asyncDispose]() {
      await stopAggregator();
      await Promise.all([own.close(), ...workers.map((close) => close())]);
    },
  };
}

/** A call of JetStream's API, as an operator makes it by hand. */
const api = async ({ messages }: System, operation: string, stream: string, body: object = {}) =>
  messages.request(`$JS.API.${operation}.${stream}`, JSON.stringify(body), { timeoutMs: 5_000 });

const streamName = ({ prefix }: System, key: StreamKey): string =>
  streamsBelow(prefix, subjectsBelow(prefix))[key].name;

const lookAt = (system: System, variables: Record<string, string> = {}) =>
  look({ nats: nats.url, redis: redis.url, environment: { SPECLINE_PREFIX: system.prefix, ...variables } });

describe('a system in which all is well', () => {
  it('has every part named and nothing to do, for people and for programs', async () => {
    await using system = await startSystem();
    const findings = await lookAt(system);
    expect(complaints(findings)).toEqual([]);
    expect(findings.map(({ check }) => check)).toEqual([
      'settings',
      'nats',
      'jetstream',
      'max_payload',
      'rights',
      ...['aggregator', ...kinds, 'gateway'].map((name) => `service ${name}`),
      'versions',
      'create',
      ...(['submit', 'outcomes', 'events', 'dead'] as const).map((key) => `stream ${streamName(system, key)}`),
      'submits',
      'clock',
      'redis',
      'redis keeps',
      'redis rights',
      'clock',
    ]);
    const env = { NATS_URL: nats.url, REDIS_URL: redis.url, SPECLINE_PREFIX: system.prefix };
    const [readable, json] = await Promise.all([
      specline(['doctor'], { env }),
      specline(['doctor', '--json'], { env }),
    ]);
    expect(readable).toMatchObject({ exitCode: 0, stderr: '' });
    expect(readable.stdout).toMatch(/^ok {7}service image +one instance$/m);
    expect(readable.stdout).toMatch(/\n\nAll is well\.\n$/);
    expect(json).toMatchObject({ exitCode: 0, stderr: '' });
    expect(JSON.parse(json.stdout)).toMatchObject({ well: true, findings: findings.map(({ check }) => ({ check })) });
  });

  it('is as it was before', async () => {
    await using system = await startSystem();
    const streams = async () =>
      Promise.all(
        (['submit', 'outcomes', 'events', 'dead'] as const).map(async (key) => {
          const { config, state } = JSON.parse((await api(system, 'STREAM.INFO', streamName(system, key))).text);
          return { config, ...state, consumer_count: undefined };
        }),
      );
    const before = await streams();
    await lookAt(system);
    expect(await streams()).toEqual(before);
  });
});

describe('a fault of the system is found, with what to do', () => {
  const ages = { max_age: 86_400_000_000_000 };
  it.each<
    readonly [
      fault: string,
      options: SystemOptions,
      act: (system: System) => Promise<unknown>,
      complaint: string,
      remedy: string,
    ]
  >([
    [
      'a worker is missing',
      { without: ['mounts'] },
      async () => {},
      'fault service mounts: there is none',
      'start it: node services/mounts/src/main.ts',
    ],
    [
      'a worker has another version',
      { versions: { image: '9.9.9' } },
      async () => {},
      'fault versions: services differ: ',
      'upgrade all of them to one version',
    ],
    [
      'a stream was changed by hand',
      {},
      async (system) => change(system, 'events', ages),
      'its age is 1d; this environment wants 7d',
      'restart an aggregator, which brings it there',
    ],
    [
      'a stream drops what it should refuse',
      {},
      (system) => change(system, 'outcomes', { discard: 'old' }),
      'its when full discards is old; this environment wants new',
      'restart an aggregator',
    ],
    [
      'a stream was deleted',
      {},
      (system) => api(system, 'STREAM.DELETE', streamName(system, 'dead')),
      'there is none',
      'start an aggregator on this NATS: it creates it',
    ],
    [
      'a stream is of somebody else',
      {},
      (system) => foreign(system, 'events'),
      'its subjects is elsewhere.events; this environment wants doctor',
      'use another SPECLINE_PREFIX',
    ],
    ['a submit has become a dead letter', {}, submitRubbish, 'warning stream doctor', 'see `specline dead list`'],
  ])('%s', async (_fault, options, act, complaint, remedy) => {
    await using system = await startSystem(options);
    await act(system);
    const findings = await lookAt(system);
    expect(complaints(findings)).toEqual([expect.stringContaining(complaint)]);
    expect(complaints(findings)).toEqual([expect.stringContaining(remedy)]);
    expect(exitCodeFor(findings)).toBe(1);
  });

  async function change(system: System, key: StreamKey, changes: object) {
    const name = streamName(system, key);
    const { config } = JSON.parse((await api(system, 'STREAM.INFO', name)).text);
    return api(system, 'STREAM.UPDATE', name, { ...config, ...changes });
  }

  async function foreign(system: System, key: StreamKey) {
    const name = streamName(system, key);
    const { config } = JSON.parse((await api(system, 'STREAM.INFO', name)).text);
    await api(system, 'STREAM.DELETE', name);
    return api(system, 'STREAM.CREATE', name, { ...config, subjects: ['elsewhere.events'] });
  }

  async function submitRubbish(system: System) {
    const { submit, allDead } = subjectsBelow(system.prefix);
    const dead = Promise.withResolvers<void>();
    const listening = system.messages.subscribe(allDead, () => dead.resolve());
    await system.messages.request(submit, 'no request', { timeoutMs: 5_000 });
    await dead.promise;
    await listening.drain();
    await expect
      .poll(async () => JSON.parse((await api(system, 'STREAM.INFO', streamName(system, 'dead'))).text).state.messages)
      .toBe(1);
  }

  it('a stream is nearly full', async () => {
    await using system = await startSystem();
    await system.stopAggregator();
    await change(system, 'submit', { max_bytes: 65_536 });
    await submit(system, 'x'.repeat(60_000));
    const findings = complaints(await lookAt(system, { SPECLINE_SUBMIT_BYTES: '64KiB' }));
    expect(findings).toEqual(
      asComplaint('it is full to 92 %, and refuses what does not fit -> raise SPECLINE_SUBMIT_BYTES'),
    );
  });

  it('submits wait for long, or nobody has ever taken any', async () => {
    await using system = await startSystem();
    await system.stopAggregator();
    await submit(system, '{}');
    const complaintsLater = async (minutes: number) =>
      complaints(
        await look({
          nats: nats.url,
          environment: { SPECLINE_PREFIX: system.prefix },
          now: () => Date.now() + minutes * 60_000,
        }),
      );
    expect(await complaintsLater(0)).not.toEqual(asComplaint('submits:'));
    expect(await complaintsLater(2)).toEqual(asComplaint('warning submits: 1 wait, 0 are in hand; the oldest is from'));
    expect(await complaintsLater(2)).toEqual(asComplaint('no aggregator asks for any: start one'));
    await api(system, 'CONSUMER.DELETE', `${streamName(system, 'submit')}.takers`);
    expect(await complaintsLater(0)).toEqual(asComplaint('fault submits: no aggregator takes them -> start an agg'));
  });

  const submit = ({ messages, prefix }: System, text: string) =>
    messages.request(subjectsBelow(prefix).submit, text, { timeoutMs: 5_000 });

  it('nobody is there at all', async () => {
    const findings = complaints(await look({ nats: nats.url, environment: { SPECLINE_PREFIX: 'nobody.v1' } }));
    expect(findings).toEqual(asComplaint('fault service aggregator: there is none -> start it'));
    expect(findings).toEqual(asComplaint('fault create: nobody answers creates -> start an aggregator'));
    expect(findings).toEqual(asComplaint('fault stream nobody_v1_SUBMIT: there is none'));
  });
});
