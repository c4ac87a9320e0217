import { connectBus, type Messages, silentLog } from '@specline/bus';
import { defaultPrefix, encode, type Outcome, type Subjects, subjectsBelow } from '@specline/contracts';
import { type NodeInventory, redisInventory } from '@specline/inventory';
import { startNats, startProcess, startRedis, type TestProcess, type TestServer } from '@specline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleInventory, sampleRequest } from '../faults/sample.ts';
import { outcomeOf, startBus, startSystem } from '../faults/system.ts';
import { type ServiceName, serving, startServices } from '../processes/services.ts';
import { type Case, cases, stored, withSecrets } from './cases.ts';
import { betrayed, mark } from './marks.ts';
import { Overheard } from './overheard.ts';
import { sweep } from './sweep.ts';

/** What a secret was in, and what its caller was told. */
interface Told {
  readonly name: string;
  readonly secret: string;
  readonly outcome: Outcome;
}

interface Place {
  readonly messages: Messages;
  readonly subjects: Subjects;
  readonly inventory: NodeInventory;
}

/** Sends a case, on a node of its own. */
async function tell([name, make]: (typeof cases)[number], { messages, subjects, inventory }: Place): Promise<Told> {
  const secret = mark();
  const { request, inventory: document = sampleInventory(), headers = {} }: Case = make(secret);
  const node = `node-${mark()}`;
  await inventory.push({ ...document, node: { ...document.node, name: node } });
  const text = typeof request === 'string' ? request : encode(request).replace('"node":"win-01"', `"node":"${node}"`);
  const reply = await messages.request(subjects.create, text, { timeoutMs: 14_000, headers });
  return { name, secret, outcome: outcomeOf(reply) };
}

async function tellAll(place: Place): Promise<Told[]> {
  const told: Told[] = [];
  // One after the other within a group, so that neither memory nor deadlines tell on the result.
  const all = [...cases, ...sweep()];
  const groups = Array.from({ length: 8 }, async (_, group) => {
    for (const each of all.filter((__, index) => index % 8 === group)) told.push(await tell(each, place));
  });
  await Promise.all(groups);
  return told;
}

/** Which cases betray their secret in a text. */
const leaks = (text: string, told: readonly Told[]): string[] => {
  const found = new Set(
    betrayed(
      text,
      told.map(({ secret }) => secret),
    ),
  );
  return told.filter(({ secret }) => found.has(secret)).map(({ name }) => name);
};

/** Lest nothing is found because nothing was said. */
function expectTalk(told: readonly Told[], heard: string, log: string): void {
  const statuses = Map.groupBy(told, ({ outcome }) => outcome.status);
  expect(statuses.get('composed')?.length).toBeGreaterThan(50);
  expect(statuses.get('failed')?.length).toBeGreaterThan(100);
  const codes = told.flatMap(({ outcome }) =>
    outcome.status === 'failed' ? outcome.errors.map(({ code }) => code) : [],
  );
  for (const code of ['invalid-request', 'invalid-parameter', 'not-found', 'deadline', 'unavailable', 'system']) {
    expect(codes).toContain(code);
  }
  const repeated = told.filter(({ secret, outcome }) => betrayed(encode(outcome), [secret]).length > 0);
  expect(repeated.length).toBeGreaterThan(50);
  expect(heard.match(/ce-type/g)?.length).toBeGreaterThan(150);
  expect(heard.match(/progress/g)?.length).toBeGreaterThan(150);
  expect(heard).toContain('[redacted]');
  expect(log.match(/"event":"outcome"/g)?.length).toBeGreaterThanOrEqual(told.length);
  expect(log).toContain('[redacted]');
}

describe('secrets in credential specs, options, environment and arguments', () => {
  it('stay between caller and workers in one process', async () => {
    const bus = await startBus('embedded');
    await using system = await startSystem(bus);
    const overheard = new Overheard(system.messages, system.subjects);
    const told = await tellAll(system);
    const log = system.lines.map((line) => JSON.stringify(line)).join('\n');
    expectTalk(told, overheard.text(), log);
    expect(leaks(overheard.text(), told)).toEqual([]);
    expect(leaks(log, told)).toEqual([]);
  });
});

describe('each service in a process of its own, on servers with passwords', () => {
  const password = mark();
  const passwords: Told = { name: 'password', secret: password, outcome: undefined as never };
  const subjects = subjectsBelow(defaultPrefix);
  const outputs: TestProcess[] = [];
  let servers: { nats: TestServer; redis: TestServer };
  let env: Record<string, string>;
  let services: Map<ServiceName, TestProcess>;
  let place: Place;
  let overheard: Overheard;

  beforeAll(async () => {
    const [nats, redis] = await Promise.all([
      startNats({ config: `authorization { user: user, password: "${password}" }` }),
      startRedis({ config: `requirepass ${password}` }),
    ]);
    servers = { nats, redis };
    const withPassword = (url: string, user: string): string => url.replace('://', `://${user}:${password}@`);
    const [natsUrl, redisUrl] = [withPassword(nats.url, 'user'), withPassword(redis.url, '')];
    // Nothing is answered from a cache, so that a store that goes away is noticed at once.
    const settings = { LOG_LEVEL: 'debug', SPECLINE_DEADLINE_MS: '500', SPECLINE_CACHE_AGE: '0ms' };
    env = { NATS_URL: natsUrl, REDIS_URL: redisUrl, ...settings };
    services = await startServices(env);
    outputs.push(...services.values());
    const { messages } = await connectBus({ servers: [natsUrl], name: 'test', log: silentLog });
    place = { messages, subjects, inventory: redisInventory({ url: redisUrl }) };
    overheard = new Overheard(messages, subjects);
  });
  afterAll(async () => {
    await Promise.all(outputs.map((service) => service.stop()));
    await place.messages.close();
    await place.inventory.close();
    await Promise.all([servers.nats.stop(), servers.redis.stop()]);
  });

  /** Standard output and error of all services. */
  const log = (): string => outputs.map((service) => service.stdout() + service.stderr()).join('\n');
  const expectNoLeaks = (told: readonly Told[]): void => {
    expect(leaks(overheard.text(), told)).toEqual([]);
    expect(leaks(log(), told)).toEqual([]);
  };

  it('they stay there too', async () => {
    const told = [passwords, ...(await tellAll(place))];
    const last = sampleRequest({ id: 'last' });
    await place.inventory.push(sampleInventory());
    await place.messages.request(subjects.create, encode(last), { timeoutMs: 14_000 });
    // The gateway takes no part in what comes by NATS, and serves no queue.
    const composing = [...services].flatMap(([name, service]) => (name === 'gateway' ? [] : [service]));
    await Promise.all(composing.map((service) => service.waitForLine((line) => line.includes('"request":"last"'))));
    expectTalk(told.slice(1), overheard.text(), log());
    expectNoLeaks(told);
    const introductions = await overheard.introductions(services.size);
    expect(introductions.match(/"queue_group"/g)).toHaveLength(2 * composing.length);
    expect(leaks(introductions, told)).toEqual([]);
  });

  it.each([
    ['throws', 'system', 'worker failed unexpectedly'],
    ['throws something reworded', 'system', 'worker failed unexpectedly'],
    ['throws a text', 'system', 'worker failed unexpectedly'],
    ['crashes', 'deadline', 'crashed'],
    ['echoes', 'deadline', 'unreadable partial'],
  ])('also where a worker %s', async (sabotage, code, line) => {
    await services.get('credentials')?.stop();
    const saboteur = await startProcess('test/privacy/saboteur.ts', { env: { ...env, SABOTAGE: sabotage } });
    outputs.push(saboteur);
    await serving(saboteur);
    const told = await tell([sabotage, (secret) => ({ request: withSecrets(secret) })], place);
    expect(told.outcome).toMatchObject({ status: 'failed', errors: [{ code }] });
    const written = outputs.map((service) => service.waitForLine((each) => each.includes(`"event":"${line}"`)));
    await Promise.any(written);
    await saboteur.stop();
    expectNoLeaks([passwords, told]);
  });

  it('and where the store goes away', async () => {
    const secret = mark();
    await place.inventory.push(stored(secret));
    await servers.redis.kill();
    const request = encode(withSecrets(secret));
    const reply = await place.messages.request(subjects.create, request, { timeoutMs: 14_000 });
    expect(reply.text).toContain('"code":"unavailable"');
    const away = outputs.map((service) => service.waitForLine((line) => line.includes('node inventory is away')));
    await Promise.any(away);
    expectNoLeaks([{ ...passwords, secret }, passwords]);
  });
});
