import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { subjectsBelow, version } from '@specline/contracts';
import { startNats, startRedis } from '@specline/testing';
import { describe, expect, it } from 'vitest';
import { specline } from '../specline.fixture.ts';
import { clockFinding } from './clock.ts';
import { type DiagnoseOptions, diagnose, exitCodeFor } from './diagnose.ts';
import type { Finding } from './finding.ts';
import { gatewayFindings } from './gateway.ts';
import { versionFinding } from './nats.ts';
import { serviceFindings } from './services.ts';

const look = (options: Partial<DiagnoseOptions>) => diagnose({ environment: {}, now: Date.now, ...options });

const told = ({ check, state, text, remedy }: Finding): string => `${state} ${check}: ${text} -> ${remedy}`;

describe('Redis', () => {
  const keeps = 'appendonly yes';
  it.each([
    [
      'evicts',
      `${keeps}\nmaxmemory 64mb\nmaxmemory-policy allkeys-lru`,
      'fault redis keeps: its maxmemory-policy is allkeys-lru, so that it can lose inventories -> set maxmemory-policy to noeviction',
    ],
    [
      'forgets at its end',
      '',
      'fault redis keeps: its appendonly is no, so that it can lose inventories -> set appendonly to yes, or give save points',
    ],
    [
      'is full',
      `${keeps}\nmaxmemory 1b`,
      'fault redis rights: the node inventory at 127.0.0.1:PORT is out of memory and takes no writes: raise its maxmemory, or remove data',
    ],
    [
      'is nearly full',
      `${keeps}\nmaxmemory 1b`,
      'bytes that it may use, and then takes no pushes -> raise its maxmemory',
    ],
    ['is a replica', `${keeps}\nreplicaof 127.0.0.1 1`, 'is a read-only replica: give the address of its primary'],
    [
      'wants a password',
      'requirepass hush',
      'away redis: the node inventory at 127.0.0.1:PORT wants a user and password',
    ],
  ])('that %s is named with its remedy', async (_title, config, complaint) => {
    await using redis = await startRedis({ config });
    const findings = await look({ redis: redis.url });
    const lines = findings.map((finding) => told(finding).replace(String(redis.port), 'PORT'));
    expect(lines).toEqual(expect.arrayContaining([expect.stringContaining(complaint)]));
    expect(exitCodeFor(findings)).toBe(complaint.startsWith('away') ? 3 : 1);
  });

  it('of another time is told apart', async () => {
    await using redis = await startRedis({ persistent: true });
    const findings = await look({ redis: redis.url, now: () => Date.now() + 60_000 });
    expect(findings.map(told)).toContainEqual(
      expect.stringMatching(
        /^warning clock: the clock of Redis is \d+\.\d s behind this machine's -> let both follow NTP/,
      ),
    );
  });
});

describe('NATS', () => {
  it.each([
    [
      'has no JetStream',
      false,
      '',
      'fault jetstream: it is off, so that submits are not recorded -> write jetstream { store_dir',
    ],
    [
      'takes small messages only',
      true,
      'max_payload: 65536',
      'warning max_payload: 65536 bytes: larger requests and outcomes are refused -> raise max_payload',
    ],
    [
      'wants a user',
      true,
      'authorization { user: u, password: hush }',
      'away nats: cannot connect to NATS at nats://127.0.0.1:PORT: it refuses the user or password -> correct them in the address',
    ],
  ])('that %s is named with its remedy', async (_title, jetstream, config, complaint) => {
    await using nats = await startNats({ jetstream, config });
    const findings = await look({ nats: nats.url });
    const lines = findings.map((finding) => told(finding).replaceAll(String(nats.port), 'PORT'));
    expect(lines).toEqual(expect.arrayContaining([expect.stringContaining(complaint)]));
    expect(exitCodeFor(findings)).toBe(complaint.startsWith('away') ? 3 : 1);
  });

  it.each([
    ['2.9.9', 'fault nats: nats-server 2.9.9 is too old -> install nats-server 2.9.10 or later'],
    ['2.9.10', 'ok nats: nats-server 2.9.10 -> undefined'],
    ['2.10.0-RC.1', 'ok nats: nats-server 2.10.0-RC.1 -> undefined'],
    ['10.0.0', 'ok nats: nats-server 10.0.0 -> undefined'],
  ])('%s', (server, line) => {
    expect(told(versionFinding(server))).toBe(line);
  });

  const users = (publish: string) => `authorization { users: [ {
    user: operator, password: hush
    permissions { publish { allow: [${publish}] }, subscribe { allow: ["_INBOX_mine.>", "specline.v1.>"] } }
  } ] }`;
  const asOperator = (url: string) => url.replace('://', '://operator:hush@');
  const all = '"specline.v1.*", "specline.v1.inventory.*", "$JS.>", "$SRV.>"';

  it.each([
    [
      'a right',
      all.replace(', "$SRV.>"', ''),
      'fault rights: the role operator should be able to see services, and NATS refuses $SRV.PING, $SRV.INFO -> correct its permissions',
    ],
    [
      'to ask',
      all.replace('specline.v1.*', 'specline.v1.submit'),
      'fault create: this user should be able to ask, and may not -> permit it to publish specline.v1.create',
    ],
    [
      'a part of a right',
      all.replace('$JS.>', '$JS.API.STREAM.INFO.*'),
      'should be able to read outcomes, and NATS refuses $JS.API.CONSUMER.CREATE.SPECLINE_OUTCOMES.specline-doctor, ',
    ],
  ])('an operator whose permissions lack %s', async (_title, publish, complaint) => {
    await using nats = await startNats({ jetstream: true, config: users(publish) });
    const findings = await look({ nats: asOperator(nats.url), environment: { SPECLINE_INBOX_PREFIX: '_INBOX_mine' } });
    expect(findings.map(told)).toEqual(expect.arrayContaining([expect.stringContaining(complaint)]));
  });

  it('a user that is answered elsewhere is told where', async () => {
    await using nats = await startNats({ jetstream: true, config: users(all) });
    const findings = (await look({ nats: asOperator(nats.url) })).map(told);
    expect(findings.filter((line) => !/^(ok|note)/.test(line))).toEqual([
      'fault rights: this user may not listen below _INBOX, so that nobody can answer it -> set SPECLINE_INBOX_PREFIX to _INBOX_operator',
    ]);
  });
});

describe('the clock of a server', () => {
  it.each([
    [0, 'ok clock: NATS and this machine agree -> undefined'],
    [2_000, 'ok clock: NATS and this machine agree -> undefined'],
    [2_500, "warning clock: the clock of NATS is 2.5 s ahead of this machine's -> let both"],
    [-90_000, "warning clock: the clock of NATS is 90.0 s behind this machine's -> let both"],
  ])('%i ms off', (off, line) => {
    expect(told(clockFinding('NATS', { before: 1_000_000, there: 1_000_100 + off, after: 1_000_200 }))).toContain(line);
  });
});

describe('a version that all services have and this command has not', () => {
  it('is a warning', () => {
    const subjects = subjectsBelow('specline.v1');
    const service = (of: string) => [{ name: 'specline', id: '1', version: of, subjects: [] }];
    expect(serviceFindings(service(version), subjects).map(told)).toContainEqual(
      expect.stringContaining('ok service gateway: one instance'),
    );
    const about = (of: string) => serviceFindings(service(of), subjects).map(told).at(-1);
    expect(about('9.9.9')).toContain(
      `warning versions: services are 9.9.9, this command is ${version} -> use the command`,
    );
    expect(about(version)).toContain('ok versions');
  });
});

describe('the gateway', () => {
  it.each([
    [
      'not ready',
      503,
      { detail: 'not there: Redis' },
      'fault gateway: it is not ready: not there: Redis -> see that what it names runs',
    ],
    ['something else', 404, {}, 'fault gateway: what answers there is no gateway (status 404) -> correct --gateway'],
    [
      'of another version',
      200,
      { info: { version: '9.9.9' } },
      `warning gateway: it is 9.9.9, this command is ${version} -> upgrade`,
    ],
  ])('%s', async (_title, status, body, complaint) => {
    await using server = createServer(
      (_request, response) => void response.writeHead(status).end(JSON.stringify(body)),
    );
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const findings = await gatewayFindings(`http://127.0.0.1:${port}`);
    expect(findings.map(told)).toContainEqual(expect.stringContaining(complaint));
    server.closeAllConnections();
  });
});

describe('the environment', () => {
  it('of a gateway that contradicts itself is a fault, too', async () => {
    await using redis = await startRedis({ persistent: true });
    const environment = { SPECLINE_HTTP_STALLED_AFTER: '10s', SPECLINE_HTTP_HEARTBEAT: '15s' };
    expect((await look({ redis: redis.url, environment })).map(told)).toContainEqual(
      expect.stringContaining(
        'fault settings: SPECLINE_HTTP_STALLED_AFTER must be longer than SPECLINE_HTTP_HEARTBEAT',
      ),
    );
  });

  it('that contradicts itself is a fault, and the rest is looked at all the same', async () => {
    await using redis = await startRedis({ persistent: true });
    const findings = await look({ redis: redis.url, environment: { SPECLINE_EVENT_AGE: '1d' } });
    expect(findings.map(told)).toContainEqual(
      expect.stringContaining('fault settings: SPECLINE_EVENT_AGE is "1d": write at least SPECLINE_SUBMIT_AGE'),
    );
    expect(findings.map(told)).toContainEqual(expect.stringContaining('ok redis keeps'));
  });
});

describe('the command', () => {
  const nowhere = ['--nats', 'nats://127.0.0.1:1', '--redis', 'redis://127.0.0.1:1', '--gateway', 'http://127.0.0.1:1'];

  it('ends with 3 where nothing can be reached, and says of each what to do', async () => {
    const { exitCode, stdout, stderr } = await specline(['doctor', ...nowhere]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 3, stderr: '' });
    expect(stdout).toMatch(
      /^away {5}nats +cannot connect to NATS at nats:\/\/127\.0\.0\.1:1: nothing listens there\n +-> start nats-server/m,
    );
    expect(stdout).toMatch(/^away {5}redis +the node inventory at 127\.0\.0\.1:1 .*\n +-> start Redis/m);
    expect(stdout).toMatch(
      /^away {5}gateway +it gives no answer \(.+\)\n +-> start it, or correct --gateway\n\n3 away\.\n$/m,
    );
  });

  it.each([
    ['no address', [], 'say with --nats (NATS_URL), --redis (REDIS_URL) or --gateway what to look at'],
    ['an address that is none', ['--nats', 'http://x'], 'NATS_URL is "http://x": write an address such as nats://'],
    ['a gateway that is none', ['--gateway', 'x'], 'It must be an address such as http://127.0.0.1:8080.'],
    ['an unknown role', ['--nats', 'nats://x', '--as', 'boss'], 'Allowed choices are scheduler,'],
  ])('refuses: %s', async (_title, args, message) => {
    const run = await specline(['doctor', ...args]);
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toContain(message);
  });
});
