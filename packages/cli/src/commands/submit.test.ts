import { type Bus, connectBus, silentLog } from '@specline/bus';
import { startNats, startRedis, type TestProcess, type TestServer } from '@specline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resultsOf, sample, samplePath, specline, startSpecline } from '../specline.fixture.ts';

const names = ['iis-with-gmsa', 'refused-twice', 'linux-nginx'];

/** A sample with an id, which a submit needs. */
const ordered = (name: string, id: string) => {
  const bundle = sample(name);
  return { ...bundle, request: { ...bundle.request, id } };
};

describe('specline submit --wait without servers', () => {
  it('gives what create gives, to the byte', async () => {
    const bundles = names.map((name) => JSON.stringify(ordered(name, name)));
    const stdin = [...bundles, '{', '5'].join('\n');
    const [submitted, created] = await Promise.all([
      specline(['submit', '--wait', '--jsonl'], { stdin }),
      specline(['create', '--jsonl'], { stdin }),
    ]);
    expect(submitted).toEqual(created);
    expect(resultsOf(submitted)).toHaveLength(5);
  });

  it.each(names)('and for one bundle, too: %s', async (name) => {
    const stdin = JSON.stringify(ordered(name, name));
    const [submitted, created] = await Promise.all([
      specline(['submit', '--wait'], { stdin }),
      specline(['create'], { stdin }),
    ]);
    expect(submitted).toEqual(created);
  });

  it('needs an id', async () => {
    const run = await specline(['submit', '--wait'], {
      stdin: JSON.stringify({ ...sample(), request: { ...sample().request, id: undefined } }),
    });
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toContain(
      'error: invalid-request (request) at request.id\n  request.id is missing: a submit needs one',
    );
  });
});

describe('submits of a running system', () => {
  let nats: TestServer;
  let redis: TestServer;
  let system: TestProcess;
  let bus: Bus;
  let env: Record<string, string>;
  beforeAll(async () => {
    [nats, redis] = await Promise.all([startNats({ jetstream: true }), startRedis()]);
    env = { NATS_URL: nats.url, REDIS_URL: redis.url };
    system = await startSpecline(['up'], { env });
    await system.waitForLine((line) => line.startsWith('specline is up'));
    bus = await connectBus({ servers: [nats.url], name: 'test', log: silentLog });
    await specline(['inventory', 'push', samplePath('iis-with-gmsa')], { env });
  });
  afterAll(async () => {
    await bus.close();
    await system.stop();
    await Promise.all([nats.stop(), redis.stop()]);
  });

  const { container } = sample().request;
  const request = (id: string, over: object = {}) => JSON.stringify({ id, node: 'win-01', container, ...over });
  const run = (args: readonly string[], stdin = '') => specline(args, { env, stdin });
  const linesOf = ({ stdout }: { stdout: string }): string[] => stdout.trimEnd().split('\n');

  it('submit prints a receipt, and what is submitted again is a duplicate', async () => {
    const first = await run(['submit'], request('one'));
    expect(first).toMatchObject({ exitCode: 0, stderr: '' });
    const [receipt] = resultsOf(first);
    expect(receipt).toEqual({ name: null, id: 'one', sequence: expect.any(Number), duplicate: false, warnings: [] });
    expect(resultsOf(await run(['submit'], request('one')))).toEqual([{ ...receipt, duplicate: true }]);
  });

  it('outcome prints the spec as create does', async () => {
    await run(['submit'], request('two'));
    const [outcome, created] = [await run(['outcome', 'two', '--wait']), await run(['create'], request('two'))];
    expect(outcome).toEqual(created);
    expect(outcome.exitCode).toBe(0);
    expect(await run(['outcome', 'two'])).toEqual(created);
  });

  it('outcome prints the errors as create does', async () => {
    const wrong = request('three', { container: { ...container, Image: 'sha256:0' } });
    await run(['submit'], wrong);
    for (const json of [[], ['--json']]) {
      const outcome = await run(['outcome', 'three', '--wait', ...json]);
      expect(outcome).toMatchObject({ exitCode: 1, stdout: '' });
      expect(outcome).toEqual(await run(['create', ...json], wrong));
    }
  });

  it('submit --jsonl prints a receipt a line, in order, and why there is none', async () => {
    const ids = Array.from({ length: 30 }, (_, index) => `many-${index}`);
    const input = [...ids.map((id) => request(id)), '{', JSON.stringify({ node: 'win-01', container })].join('\n');
    const submitted = await run(['submit', '--jsonl'], input);
    expect(submitted).toMatchObject({ exitCode: 0, stderr: '' });
    const lines = resultsOf(submitted);
    expect(lines.slice(0, 30).map(({ id, duplicate }) => [id, duplicate])).toEqual(ids.map((id) => [id, false]));
    expect(lines.slice(30).map(({ errors }) => errors[0].code)).toEqual(['invalid-request', 'invalid-request']);
  });

  it('submit --jsonl --wait prints the lines of create, to the byte', async () => {
    const input = Array.from({ length: 30 }, (_, index) => request(`both-${index}`)).join('\n');
    const submitted = await run(['submit', '--jsonl', '--wait'], input);
    expect(submitted).toMatchObject({ exitCode: 0, stderr: '' });
    expect(submitted).toEqual(await run(['create', '--jsonl'], input));
  });

  it('submit pushes the inventory of a bundle first', async () => {
    const bundle = ordered('linux-nginx', 'bundle');
    bundle.inventory.node.name = 'win-02';
    bundle.request.node = 'win-02';
    const stdin = JSON.stringify(bundle);
    const submitted = await run(['submit', '--wait'], stdin);
    // The same bundle is the same request, for its inventory is there already.
    expect(await run(['submit', '--wait'], stdin)).toEqual(submitted);
    expect(resultsOf(await run(['submit'], stdin))).toMatchObject([{ id: 'bundle', duplicate: true }]);
    expect(await run(['create'], stdin)).toEqual(submitted);
    const unreachable = await specline(['submit'], { env: { NATS_URL: nats.url }, stdin });
    expect(unreachable).toMatchObject({ exitCode: 2, stdout: '' });
    expect(unreachable.stderr).toContain('say with --redis where that is');
  });

  it('outcomes lists them, newest last', async () => {
    for (const id of ['list-1', 'list-2']) await run(['submit', '--wait'], request(id));
    await run(['submit', '--wait'], request('list-3', { node: 'win-09' }));
    const listed = await run(['outcomes']);
    expect(listed).toMatchObject({ exitCode: 0, stderr: '' });
    const lines = linesOf(listed).filter((line) => line.includes('list-'));
    expect(lines.map((line) => line.replace(/^[\d: -]{19}Z/, 'TIME'))).toEqual([
      'TIME  composed  win-01            list-1',
      'TIME  composed  win-01            list-2',
      'TIME  failed    win-09            list-3                    not-found',
    ]);
    const failed = await run(['outcomes', '--status', 'failed', '--node', 'win-09', '--since', '10m', '--json']);
    expect(resultsOf(failed)).toMatchObject([{ id: 'list-3', node: 'win-09', status: 'failed', codes: ['not-found'] }]);
    expect(await run(['outcomes', '--since', '2999-01-01'])).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  });

  describe('that end as dead letters', () => {
    const secret = 'hush-4711';
    const lettersOf = async (id: string) =>
      resultsOf(await run(['dead', 'list', '--json'])).filter((letter) => letter.id === id);

    it('are told to who waits', async () => {
      await run(['submit', '--wait'], request('taken'));
      const other = request('taken', { container: { ...container, Config: { Env: [secret] } } });
      const run2 = await run(['submit', '--wait'], other);
      expect(run2).toMatchObject({ exitCode: 1, stdout: '' });
      expect(run2.stderr).toContain('error: conflict (request)\n  taken has the outcome of another request');
    });

    it('dead list shows them, a line each', async () => {
      await expect.poll(() => lettersOf('taken'), { timeout: 10_000 }).toHaveLength(1);
      const line = linesOf(await run(['dead', 'list'])).find((each) => each.includes('taken'));
      expect(line).toMatch(/^ +\d+ {2}[\d: -]{19}Z {2}taken +conflict +its id has an outcome for other content/);
    });

    it('dead show hides what was submitted, unless it is asked for', async () => {
      const [{ sequence }] = await lettersOf('taken');
      const hidden = await run(['dead', 'show', String(sequence)]);
      expect(hidden).toMatchObject({ exitCode: 0, stderr: '' });
      expect(JSON.parse(hidden.stdout)).toMatchObject({
        sequence,
        reason: 'conflict',
        text: '[hidden: --secrets shows it]',
        headers: { 'Specline-Reason': 'conflict' },
      });
      expect(hidden.stdout).not.toContain(secret);
      const whole = await run(['dead', 'show', String(sequence), '--secrets']);
      expect(JSON.parse(JSON.parse(whole.stdout).text)).toMatchObject({
        id: 'taken',
        container: { Config: { Env: [secret] } },
      });
    });

    it('dead retry submits one again, and the letter is gone', async () => {
      const [{ sequence }] = await lettersOf('taken');
      const retried = await run(['dead', 'retry', String(sequence)]);
      expect(retried).toMatchObject({ exitCode: 0, stderr: '' });
      expect(retried.stdout).toMatch(new RegExp(`^dead letter ${sequence}: taken is submitted again, as \\d+\\n$`));
      // Its id is still taken, so that it comes back, under a new sequence.
      await expect.poll(() => lettersOf('taken'), { timeout: 10_000 }).toMatchObject([{ reason: 'conflict' }]);
      expect((await lettersOf('taken'))[0].sequence).toBeGreaterThan(sequence);
      const again = await run(['dead', 'retry', String(sequence)]);
      expect(again).toMatchObject({
        exitCode: 1,
        stdout: '',
        stderr: `error: there is no dead letter ${sequence}; list them to see which are\n`,
      });
    });

    it('dead retry --all submits all again', async () => {
      await bus.journal.append('specline.v1.submit', '{ no JSON');
      await expect
        .poll(async () => resultsOf(await run(['dead', 'list', '--json'])).length, { timeout: 10_000 })
        .toBe(2);
      const before = resultsOf(await run(['dead', 'list', '--json']));
      expect(before[1]).toMatchObject({ id: expect.stringMatching(/^sequence:\d+$/), reason: 'unreadable' });
      const retried = await run(['dead', 'retry', '--all', '--json']);
      expect(retried).toMatchObject({ exitCode: 0, stderr: '' });
      expect(resultsOf(retried)).toEqual(
        before.map(({ sequence, id }) => ({ sequence, id, submitSequence: expect.any(Number) })),
      );
      const after = async () => resultsOf(await run(['dead', 'list', '--json'])).map(({ reason }) => reason);
      await expect.poll(after, { timeout: 10_000 }).toEqual(expect.arrayContaining(['conflict', 'unreadable']));
    });
  });

  it.each([
    ['no such outcome', ['outcome', 'nowhere'], 1, 'error: no outcome of nowhere is recorded; --wait waits for it'],
    ['no outcome in time', ['outcome', 'nowhere', '--wait', '--timeout', '50'], 3, 'error: not done within 50 ms'],
    ['no such dead letter', ['dead', 'show', '4711'], 1, 'error: there is no dead letter 4711'],
    ['no sequence', ['dead', 'show', 'x'], 2, 'It must be a whole number from 1'],
    ['neither one nor all', ['dead', 'retry'], 2, 'error: say which one by its sequence, or --all'],
    ['one and all', ['dead', 'retry', '1', '--all'], 2, 'error: say which one by its sequence, or --all'],
    ['no time', ['outcomes', '--since', 'lately'], 2, 'It must be a duration such as 30s, 10m, 2h or 7d'],
    ['no status', ['outcomes', '--status', 'fine'], 2, 'Allowed choices are composed, failed.'],
  ])('refuses: %s', async (_title, args, exitCode, message) => {
    const refused = await run(args);
    expect(refused).toMatchObject({ exitCode, stdout: '' });
    expect(refused.stderr).toContain(message);
  });
});

const commands = [
  ['submit', '-'],
  ['outcome', 'one'],
  ['outcomes'],
  ['dead', 'list'],
  ['dead', 'show', '1'],
  ['dead', 'retry', '1'],
];

describe.each(commands.map((command) => ({ title: command.join(' '), command })))('specline $title', ({ command }) => {
  const stdin = JSON.stringify(ordered('linux-nginx', 'one').request);

  it('needs a system', async () => {
    const run = await specline(command, { stdin });
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toContain('error: say with --nats (NATS_URL) which system; an embedded one forgets');
  });

  it.each([
    ['without JetStream', {}, 'the broker has no JetStream; enable it'],
    ['where no service has run', { jetstream: true }, 'the journal has no stream'],
  ])('says at once what a broker lacks: %s', async (_title, options, message) => {
    await using nats = await startNats(options);
    const run = await specline(command, { env: { NATS_URL: nats.url }, stdin });
    expect(run).toMatchObject({ exitCode: 3, stdout: '' });
    expect(run.stderr).toContain(message);
  });
});
