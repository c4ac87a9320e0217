import { connectSpecline, type Specline } from '@specline/client';
import {
  decode,
  defaultPrefix,
  encode,
  encodeToken,
  type Kind,
  kinds,
  subjectsBelow,
  version,
} from '@specline/contracts';
import { redisInventory } from '@specline/inventory';
import { startProcess, type TestProcess, type TestServer } from '@specline/testing';
import type { NatsConnection } from 'nats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleInventory, sampleRequest } from '../faults/sample.ts';
import { goIsThere, goRemedy, runGoClient } from '../go-client/go-client.ts';
import { type ServiceName, services, serving, startService } from '../processes/services.ts';
import { redisUrlOf, startRedisWithUsers } from './redis-acl.ts';
import { connectAs, environmentOf, startWithRoles } from './roles.ts';

const subjects = subjectsBelow(defaultPrefix);
const hasGo = await goIsThere();
if (!hasGo) process.stderr.write(`no Go client is run: ${goRemedy}\n`);

const isKind = (service: ServiceName): boolean => kinds.some((kind) => kind === service);
const roleOf = (service: ServiceName): string => (isKind(service) ? `worker-${service}` : service);
/** The gateway changes what nodes know; all others read it. */
const storeUserOf = (service: ServiceName) => (service === 'gateway' ? 'writer' : 'reader');

describe('the services, each with a user of its own', () => {
  let nats: TestServer;
  let redis: TestServer;
  let running: TestProcess[];
  const open: (Specline | NatsConnection)[] = [];

  beforeAll(async () => {
    [nats, redis] = await Promise.all([startWithRoles(), startRedisWithUsers()]);
    const env = { SPECLINE_STREAM_STORAGE: 'memory', LOG_LEVEL: 'debug' };
    const start = (name: ServiceName) =>
      startService(name, {
        ...env,
        REDIS_URL: redisUrlOf(storeUserOf(name), redis),
        ...environmentOf(roleOf(name), nats),
      });
    running = await Promise.all(services.map(start));
    await Promise.all(running.map(serving));
    const inventory = redisInventory({ url: redisUrlOf('writer', redis) });
    await inventory.push(sampleInventory());
    await inventory.close();
  });
  afterAll(async () => {
    await Promise.all(open.map((each) => each.close()));
    await Promise.all(running.map((service) => service.stop()));
    await Promise.all([nats.stop(), redis.stop()]);
  });

  const clientAs = async (role: string): Promise<Specline> => {
    const { NATS_URL, SPECLINE_INBOX_PREFIX: inboxPrefix } = environmentOf(role, nats);
    const specline = await connectSpecline({ servers: [NATS_URL], inboxPrefix });
    open.push(specline);
    return specline;
  };
  const stockClientAs = async (role: string): Promise<NatsConnection> => {
    const connection = await connectAs(role, nats);
    open.push(connection);
    return connection;
  };

  it('compose what a scheduler asks for, and take what it submits', async () => {
    const scheduler = await clientAs('scheduler');
    expect(await scheduler.create(sampleRequest())).toMatchObject({ status: 'composed' });
    const receipt = await scheduler.submit(sampleRequest({ id: 'web-1' }));
    const trusted = await clientAs('scheduler-outcomes');
    expect(await trusted.outcome(receipt, { wait: true })).toMatchObject({ status: 'composed', id: 'web-1' });
    await expect(scheduler.outcome('web-1')).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('does not permit publishing on $JS.API.STREAM.MSG.GET.SPECLINE_'),
    });
  });

  it('tell a dashboard of each event, recorded and live', async () => {
    const [scheduler, dashboard] = [await clientAs('scheduler'), await clientAs('dashboard')];
    const kindsSeen = new Set<Kind>();
    const all = new Promise<void>((resolve) => {
      void dashboard.live((sight) => {
        if (sight.what === 'progress') kindsSeen.add(sight.progress.kind);
        if (kindsSeen.size === kinds.length) resolve();
      });
    });
    await scheduler.submit(sampleRequest({ id: 'web-2' }));
    const types: string[] = [];
    for await (const { event } of dashboard.watch({ from: 'first' })) {
      if (event.id === 'web-2') types.push(event.type);
      if (types.length === 2) break;
    }
    expect(types).toEqual(['accepted', 'composed']);
    await all;
  });

  it.each(['create', 'submit'])('are put under load by an operator: %s', async (path) => {
    const load = await startProcess('packages/cli/src/main.ts', {
      args: ['load', '--path', path, '--rate', '20', '--duration', '1s', '--warm-up', '0s', '--nodes', '2'],
      env: { ...environmentOf('operator', nats), REDIS_URL: redisUrlOf('writer', redis) },
    });
    expect(await load.exited, load.stderr()).toBe(0);
    expect(load.stdout()).toMatch(/^composed +20 +a spec$/m);
  });

  /** What `specline doctor` says where it is run as a role: its exit code, and what is not well or not to be seen. */
  const doctorAs = async (role: string, user: string) => {
    const env = { ...environmentOf(role, nats), REDIS_URL: redisUrlOf(user, redis), SPECLINE_STREAM_STORAGE: 'memory' };
    const doctor = await startProcess('packages/cli/src/main.ts', { args: ['doctor', '--json'], env });
    const exitCode = await doctor.exited;
    const { findings } = JSON.parse(doctor.stdout()) as { findings: { check: string; state: string; text: string }[] };
    const lines = (...states: string[]): string[] =>
      findings.filter(({ state }) => states.includes(state)).map(({ check, text }) => `${check}: ${text}`);
    return { exitCode, wrong: lines('warning', 'fault', 'away'), unseen: lines('note'), well: lines('ok') };
  };
  const hidden = (...streams: string[]): string[] =>
    streams.map((name) => `stream SPECLINE_${name}: this user may not see it`);
  const noServices = 'services: this user may not see them; an operator may';
  const noCreate = 'create: this user may not ask';
  const noClock = (server: string): string => `clock: this user may not read the clock of ${server}`;

  it.each([
    ['operator', 'writer', [], 'rights: this user may do all that callers do'],
    [
      'scheduler',
      'reader',
      [noServices, ...hidden('SUBMIT', 'OUTCOMES', 'EVENTS', 'DEAD'), noClock('NATS'), noClock('Redis')],
      'rights: this user may submit; not read outcomes, ',
    ],
    [
      'scheduler-outcomes',
      'writer',
      [noServices, ...hidden('SUBMIT', 'EVENTS'), noClock('NATS')],
      'rights: this user may submit, read outcomes, read dead letters; not retry dead letters, ',
    ],
    [
      'dashboard',
      'writer',
      [noServices, noCreate, ...hidden('SUBMIT', 'OUTCOMES', 'DEAD')],
      'rights: this user may read events, watch; not submit, ',
    ],
    [
      'agent',
      'writer',
      [noServices, noCreate, ...hidden('SUBMIT', 'OUTCOMES', 'EVENTS', 'DEAD'), noClock('NATS')],
      'rights: this user may announce inventories; not submit, ',
    ],
    [
      'aggregator',
      'reader',
      [
        'rights: it is the user of a service; an operator sees more',
        noServices,
        noCreate,
        'submits: this user may not see who takes them',
        noClock('NATS'),
        noClock('Redis'),
      ],
      'stream SPECLINE_DEAD: 0 entries, 0 % of its room',
    ],
    [
      'worker-image',
      'reader',
      [
        'rights: this user may not listen below _INBOX_worker-image, so that nobody can answer it; an operator sees more',
        noClock('Redis'),
      ],
      'redis rights: this user reads, as services do; `inventory push` needs a writer',
    ],
  ])('are found well by the doctor, run as %s', async (role, user, unseen, well) => {
    const found = await doctorAs(role, user);
    expect(found).toMatchObject({ exitCode: 0, wrong: [], unseen });
    expect(found.well).toContainEqual(expect.stringContaining(well));
  });

  it('let an operator find a dead letter and try it again', async () => {
    const operator = await clientAs('operator');
    await operator.submit(sampleRequest({ id: 'web-3' }));
    await operator.outcome('web-3', { wait: true });
    await operator.submit(sampleRequest({ id: 'web-3', node: 'other' }));
    await expect.poll(async () => (await Array.fromAsync(operator.dead.list())).length).toBe(1);
    const [letter] = await Array.fromAsync(operator.dead.list());
    expect(letter).toMatchObject({ id: 'web-3', reason: 'conflict' });
    expect(await operator.dead.retry(letter?.sequence ?? 0)).toMatchObject({ id: 'web-3' });
    const outcomes = await Array.fromAsync(operator.outcomes());
    expect(outcomes.map(({ id }) => id)).toContain('web-3');
  });

  it('obey the command, as an operator and as an agent', async () => {
    const run = async (role: string, args: readonly string[], stdin = '') => {
      const env = { ...environmentOf(role, nats), REDIS_URL: redisUrlOf('writer', redis) };
      await using command = await startProcess('packages/cli/src/main.ts', { args, env, stdin });
      return { exitCode: await command.exited, stdout: command.stdout(), stderr: command.stderr() };
    };
    const announced = Promise.withResolvers<string>();
    const dashboard = await stockClientAs('dashboard');
    dashboard.subscribe('specline.v1.inventory.*', { callback: (_, { subject }) => announced.resolve(subject) });
    await dashboard.flush();
    expect(await run('agent', ['inventory', 'push', '-'], JSON.stringify(sampleInventory()))).toMatchObject({
      exitCode: 0,
    });
    expect(await announced.promise).toBe('specline.v1.inventory.win-01');
    expect(await run('operator', ['create', '-'], JSON.stringify(sampleRequest({ id: 'by-command' })))).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('"ociVersion"'),
    });
  });

  it.skipIf(!hasGo)(
    'answer a stock client in Go: creates, submits, events, outcomes, and who is there',
    {
      timeout: 120_000,
    },
    async () => {
      const { NATS_URL: natsUrl, SPECLINE_INBOX_PREFIX: inboxPrefix } = environmentOf('operator', nats);
      const id = 'from.go-1';
      const seen = await runGoClient({ request: encode(sampleRequest({ id })), natsUrl, inboxPrefix });
      const operator = await clientAs('operator');
      const { timings: _, ...outcome } = decode(encode(await operator.outcome(id))) as Record<string, unknown>;
      expect(seen.outcome).toMatchObject(outcome);
      expect(seen.created).toMatchObject({ status: 'composed', digest: outcome.digest, spec: outcome.spec });
      expect(seen.sequence).toBeGreaterThan(0);
      expect(seen.events).toMatchObject(
        ['accepted', 'composed'].map((type) => ({ type, ce: `specline.spec.${type}`, data: { type, id } })),
      );
      const taking = [
        ['specline-aggregator', [subjects.create]],
        ...kinds.map((kind) => [`specline-${kind}`, [subjects.work(kind)]]),
        ['specline-gateway', []],
      ];
      const found = seen.services.map(({ name, subjects: takes }) => [name, takes]);
      expect(found.toSorted()).toEqual(taking.toSorted());
      expect(new Set(seen.services.map((service) => service.version))).toEqual(new Set([version]));
    },
  );

  it("answer an operator's question how they are", async () => {
    const operator = await stockClientAs('operator');
    const names: string[] = [];
    for await (const { name } of await operator.services.client().ping()) names.push(name);
    expect(names.toSorted()).toEqual(services.map((service) => `specline-${service}`).toSorted());
  });

  // The broker answers wherever it is asked to, also where who asks may not publish.
  it.each([
    ['scheduler', 'specline.v1.submit', sampleRequest({ id: 'unrelated' })],
    ['scheduler', '$JS.API.STREAM.NAMES', {}],
    ['dashboard', '$JS.API.STREAM.INFO.SPECLINE_EVENTS', {}],
  ])('take no answer that a %s has had recorded by %s for an outcome', async (role, subject, body) => {
    const id = `planted-by-${role}-${subject.split('.').at(-1)}`;
    const [attacker, operator] = [await stockClientAs(role), await clientAs('operator')];
    attacker.publish(subject, JSON.stringify(body), { reply: `specline.v1.outcome.${encodeToken(id)}` });
    await attacker.flush();
    const lookedUp = () => operator.outcome(id).catch((error: unknown) => (error as { code: unknown }).code);
    await expect.poll(lookedUp).toBe('conflict');
    await operator.submit(sampleRequest({ id }));
    const letters = async () => (await Array.fromAsync(operator.dead.list())).filter((letter) => letter.id === id);
    await expect.poll(letters).toMatchObject([{ reason: 'conflict' }]);
  });

  it('answer no create whose answer is to go where its sender may not publish', async () => {
    const [attacker, operator] = [await stockClientAs('scheduler'), await clientAs('operator')];
    for (const reply of ['specline.v1.outcome.forged', 'specline.v1.submit', '$JS.API.STREAM.UPDATE.SPECLINE_SUBMIT'])
      attacker.publish('specline.v1.create', JSON.stringify(sampleRequest({ id: 'forged' })), { reply });
    const dropped = () =>
      running
        .map((service) => service.stderr())
        .join('')
        .match(/request dropped/g);
    await expect.poll(dropped).toHaveLength(3);
    expect(await operator.outcome('forged')).toBeUndefined();
  });

  it('are never refused anything that they need', () => {
    expect(
      running
        .map((service) => service.stderr())
        .filter((log) => /not permitted|refuses|inventory is away|Skipping|may lose data|not checked/.test(log)),
    ).toEqual([]);
  });
});
