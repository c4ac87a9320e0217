import { kinds } from '@specline/contracts';
import { startNats, startRedis, type TestProcess, type TestServer } from '@specline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sample, samplePath, specline, startSpecline } from '../specline.fixture.ts';

let nats: TestServer;
let redis: TestServer;
let env: Record<string, string>;
beforeAll(async () => {
  [nats, redis] = await Promise.all([startNats({ jetstream: true }), startRedis({ persistent: true })]);
  env = { NATS_URL: nats.url, REDIS_URL: redis.url };
});
afterAll(() => Promise.all([nats.stop(), redis.stop()]));

const httpOf = async (system: TestProcess): Promise<string> =>
  /HTTP is at (http:\S+)\. /.exec(await system.waitForLine(isUp))?.[1] ?? '';
const isUp = (line: string): boolean => line.startsWith('specline is up: ');

describe('specline up', () => {
  it('says what it uses, logs one JSON line an outcome on standard error, and ends cleanly', async () => {
    const system = await startSpecline(['up'], { env });
    const said = await system.waitForLine(isUp);
    expect(said).toContain(`the bus is NATS at ${nats.url}, the inventory is in Redis at ${redis.url}`);
    await specline(['create', samplePath('linux-nginx')], { env });
    expect(await system.stop()).toBe(0);
    expect(system.stdout()).toBe(`${said}\nspecline has ended.\n`);
    const lines = system
      .stderr()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.filter(({ event }) => event === 'outcome')).toMatchObject([{ outcome: 'composed', node: 'win-01' }]);
    expect(lines.filter(({ level }) => level !== 'info')).toMatchObject([
      { level: 'warn', event: expect.stringContaining('gateway without tokens') },
    ]);
  });

  it('needs no servers, and can be silent', async () => {
    const system = await startSpecline(['up', '--log-level', 'silent']);
    expect(await system.waitForLine(isUp)).toContain('the bus is in this process, so is the inventory');
    system.signal('SIGINT');
    expect(await system.exited).toBe(0);
    expect(system.stderr()).toBe('');
  });

  it('serves HTTP, at another port where 8080 is taken', async () => {
    await using first = await startSpecline(['up']);
    await using second = await startSpecline(['up']);
    const addresses = [await httpOf(first), await httpOf(second)];
    expect(new Set(addresses).size).toBe(2);
    for (const address of addresses) expect(await (await fetch(`${address}/readyz`)).json()).toEqual({ status: 'ok' });
  });

  it('serves HTTP at no other port than the one that is asked for', async () => {
    await using first = await startSpecline(['up'], { env: { SPECLINE_HTTP_PORT: '0' } });
    const { port } = new URL(await httpOf(first));
    const run = await specline(['up', '--log-level', 'silent'], { env: { SPECLINE_HTTP_PORT: port } });
    expect(run).toMatchObject({ exitCode: 3, stdout: '' });
    expect(run.stderr).toContain(`cannot listen on 127.0.0.1 port ${port} (EADDRINUSE)`);
  });

  it('shows no password', async () => {
    await using protectedNats = await startNats({ config: 'authorization { user: u, password: hush }' });
    const url = `nats://u:hush@127.0.0.1:${protectedNats.port}`;
    await using system = await startSpecline(['up', '--nats', url, '--redis', redis.url]);
    await system.waitForLine(isUp);
    await system.stop();
    expect(system.stdout() + system.stderr()).not.toContain('hush');
  });

  it('ends cleanly while NATS is away', async () => {
    await using own = await startNats();
    const system = await startSpecline(['up', '--nats', own.url, '--redis', redis.url]);
    await system.waitForLine(isUp);
    await own.kill();
    await system.waitForLine((line) => line.includes('"connection lost"'));
    expect(await system.stop()).toBe(0);
  });

  it.each([
    ['NATS without Redis', ['--nats', 'nats://127.0.0.1:1'], 2, '--nats needs --redis (REDIS_URL) as well'],
    ['an unknown level', ['--log-level', 'loud'], 2, 'Allowed choices are debug, info, warn, error, silent.'],
    ['Redis away', ['--redis', 'redis://127.0.0.1:1'], 3, 'see that Redis runs there'],
  ])('refuses: %s', async (_title, options, exitCode, message) => {
    const run = await specline(['up', ...options]);
    expect(run).toMatchObject({ exitCode, stdout: '' });
    expect(run.stderr).toContain(message);
  });
});

describe('specline watch', () => {
  it('shows what happens, a line each, readable or as JSON', async () => {
    await using system = await startSpecline(['up'], { env });
    await system.waitForLine(isUp);
    await using readable = await startSpecline(['watch'], { env });
    await using json = await startSpecline(['watch', '--json'], { env });
    await untilSeen(readable, json);

    const name = '../win 01\n*.>';
    const { request, inventory } = sample('refused-twice');
    const bundle = {
      request: { ...request, id: 'r-1', node: name },
      inventory: { ...inventory, node: { ...inventory.node, name } },
    };
    await specline(['create'], { env, stdin: JSON.stringify(bundle) });
    await readable.waitForLine((line) => line.includes('failed'));
    await json.waitForLine((line) => line.includes('"failed"'));
    for (const watch of [readable, json]) watch.signal('SIGINT');
    expect(await Promise.all([readable.exited, json.exited])).toEqual([0, 0]);

    const about = (text: string): string[] => text.split('\n').filter((line) => line.includes('../win 01'));
    const shown = about(readable.stdout()).map((line) =>
      line.replace(/^[\d:.]{12} {2}/, '').replace(/[\d.]+ ms/, 'N ms'),
    );
    expect(shown.filter((line) => !line.startsWith('  '))).toEqual([
      expect.stringMatching(/^inventory {6}\.\.\/win 01\\n\*\.> {3,5}revision \d+$/),
      expect.stringMatching(/^accepted {7}\.\.\/win 01\\n\*\.> {3,5}r-1 +container 6c8c075aea6f129b5bf2889…$/),
      expect.stringMatching(
        /^failed {9}\.\.\/win 01\\n\*\.> {3,5}r-1 +N ms, revision \d+, not-found \(image\): container /,
      ),
    ]);
    expect(shown.filter((line) => line.startsWith('  '))).toHaveLength(kinds.length);
    const objects = about(json.stdout()).map((line) => JSON.parse(line));
    expect(objects.map(({ type }) => type).filter((type) => type !== 'progress')).toEqual([
      'inventory',
      'accepted',
      'failed',
    ]);
    expect(objects.filter(({ type, kind }) => type === 'progress' && kind === 'image')).toMatchObject([
      { node: name, request: 'r-1', result: 'not-found' },
    ]);
    // Options and credential specs are private; a watcher sees that there was a fault, and where.
    expect(readable.stdout() + json.stdout()).not.toContain('webapp02');
  });

  it('shows events of a system that has no journal, too', async () => {
    await using plain = await startNats();
    const without = { NATS_URL: plain.url, REDIS_URL: redis.url };
    await using watch = await startSpecline(['watch'], { env: without });
    const note = 'events are shown as they are published, for they are not recorded: the broker has no JetStream';
    await watch.waitForLine((line) => line.startsWith(note));
    await using system = await startSpecline(['up', '--log-level', 'silent'], { env: without });
    await system.waitForLine(isUp);
    const shown = watch.waitForLine((line) => line.includes('composed'));
    await specline(['create', samplePath('linux-nginx')], { env: without });
    expect(await shown).toMatch(/composed {7}win-01/);
    watch.signal('SIGINT');
    expect(await watch.exited).toBe(0);
  });

  it.each([
    ['no address', [], 2, 'error: say with --nats (NATS_URL) which system'],
    ['nobody there', ['--nats', 'nats://127.0.0.1:1'], 3, 'nothing listens there'],
  ])('refuses: %s', async (_title, options, exitCode, message) => {
    const run = await specline(['watch', ...options]);
    expect(run).toMatchObject({ exitCode, stdout: '' });
    expect(run.stderr).toContain(message);
  });

  /** Subscriptions take a moment to be known; a push of no interest tells when they are. */
  async function untilSeen(...watches: readonly { stdout(): string }[]): Promise<void> {
    await expect
      .poll(
        async () => {
          await specline(['inventory', 'push', samplePath('linux-nginx')], { env });
          return watches.every((watch) => watch.stdout().includes('inventory'));
        },
        { timeout: 12_000 },
      )
      .toBe(true);
  }
});

describe('specline demo', () => {
  it.each([
    ['in one process', () => ({}), 'the bus is in this process, so is the inventory'],
    ['on NATS and Redis', () => env, 'the bus is NATS at'],
  ])('shows each step and the spec, stays up, and ends cleanly: %s', async (_title, environment, places) => {
    const demo = await startSpecline(['demo'], { env: environment() });
    await demo.waitForLine((line) => line.startsWith('The system stays up'));
    expect(demo.stdout()).toContain(places);
    const { address } = /serves HTTP: open (?<address>http:\S+\d)\/ /.exec(demo.stdout())?.groups ?? {};
    expect(await (await fetch(`${address}/v1/nodes`)).json()).toMatchObject({
      nodes: expect.arrayContaining([expect.objectContaining({ node: 'win-01' })]),
    });
    expect(demo.stdout()).toMatch(/1\. Inventory .*2\. Request .*3\. Workers .*4\. Outcome .*5\. Spec /s);
    for (const kind of kinds) {
      expect(demo.stdout()).toMatch(new RegExp(`^ +${kind} +ok [\\d.]+ ms$`, 'm'));
    }
    const spec = /^\{\n.*?^\}$/ms.exec(demo.stdout())?.[0] ?? '';
    expect(JSON.parse(spec)).toMatchObject({ ociVersion: '1.0.1-dev', hostname: 'shop-web' });
    demo.signal('SIGINT');
    expect(await demo.exited).toBe(0);
    expect(demo.stderr()).toBe('');
    expect(demo.stdout().endsWith('specline has ended.\n')).toBe(true);
  });
});

describe('specline --help', () => {
  const commands = [
    [],
    ['compile'],
    ['create'],
    ['submit'],
    ['outcome'],
    ['outcomes'],
    ['dead', 'list'],
    ['dead', 'show'],
    ['dead', 'retry'],
    ['up'],
    ['watch'],
    ['demo'],
    ...['list', 'show', 'diff', 'push', 'patch', 'remove'].map((command) => ['inventory', command]),
  ];
  it.each(commands.map((command) => ({ title: ['specline', ...command].join(' '), command })))(
    '$title',
    async ({ command }) => {
      const run = await specline([...command, '--help']);
      expect(run).toMatchObject({ exitCode: 0, stderr: '' });
      expect(run.stdout).toMatch(/^Usage: specline/);
      expect(run.stdout).toMatch(/exit codes:/i);
      for (const line of run.stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(90);
    },
  );

  it('is what a command line without command gets, with exit code 2', async () => {
    const run = await specline([]);
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toMatch(/^Usage: specline/);
  });
});
