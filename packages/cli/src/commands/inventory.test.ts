import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectBus, type Messages, onInventoryChange, silentLog } from '@specline/bus';
import { defaultPrefix, type InventoryChange, type InventoryDocument, subjectsBelow } from '@specline/contracts';
import { startNats, startRedis, type TestServer } from '@specline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resultsOf, sample, samplePath, specline } from '../specline.fixture.ts';

let nats: TestServer;
let redis: TestServer;
let env: Record<string, string>;
let folder: string;
/** Of the test's own, that hears what is announced. */
let messages: Messages;
const announced: InventoryChange[] = [];

beforeAll(async () => {
  [nats, redis] = await Promise.all([startNats(), startRedis({ persistent: true })]);
  env = { REDIS_URL: redis.url };
  folder = await mkdtemp(join(tmpdir(), 'specline-inventory-'));
  ({ messages } = await connectBus({ servers: [nats.url], name: 'test', log: silentLog }));
  onInventoryChange(messages, subjectsBelow(defaultPrefix), (change) => void announced.push(change));
  await messages.flush();
});
afterAll(async () => {
  await messages.close();
  await Promise.all([nats.stop(), redis.stop(), rm(folder, { recursive: true })]);
});

const inventory = (args: readonly string[], stdin = '') => specline(['inventory', ...args], { env, stdin });

const hidden = '[hidden: --secrets shows it]';

/** A small document of a node. */
const documentOf = (name: string, known: Omit<InventoryDocument, 'node'> = {}): InventoryDocument => ({
  node: { name, osBuild: 17763, cpus: 4, dockerRoot: 'C:\\', defaultIsolation: '', lcowSupported: false },
  ...known,
});

async function file(name: string, content: unknown): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const push = (document: InventoryDocument) => inventory(['push'], JSON.stringify(document));

describe('changes of the inventory, with --json', () => {
  it('print node and revision as JSON', async () => {
    const node = 'told as JSON';
    const changes = [
      await inventory(['push', '--json'], JSON.stringify(documentOf(node))),
      await inventory(['push', '--json', '--jsonl'], JSON.stringify(documentOf(node))),
      await inventory(['patch', '--json', node, '-'], '{"set":{"/node/cpus":8}}'),
      await inventory(['remove', '--json', node]),
    ];
    expect(changes.map(({ exitCode, stderr }) => [exitCode, stderr])).toEqual(changes.map(() => [0, '']));
    const results = changes.flatMap(resultsOf);
    expect(results).toEqual([
      ...Array.from({ length: 3 }, () => ({ node, revision: expect.any(Number) })),
      { node, revision: expect.any(Number), removed: true },
    ]);
  });
});

describe('specline inventory push', () => {
  it('prints the revision, which rises with each', async () => {
    const first = await inventory(['push', samplePath('iis-with-gmsa')]);
    const second = await inventory(['push', '-'], JSON.stringify(sample().inventory));
    for (const run of [first, second]) expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(first.stdout).toMatch(/^\d+\n$/);
    expect(Number(second.stdout)).toBeGreaterThan(Number(first.stdout));
  });

  it('prints node and revision of several files, and of all in a folder', async () => {
    const paths = await Promise.all(['b', 'a'].map((name) => file(`${name}.json`, documentOf(`several ${name}\n`))));
    await file('ignored.txt', 'x');
    const several = await inventory(['push', ...paths]);
    expect(several).toMatchObject({ exitCode: 0, stderr: '' });
    expect(several.stdout).toMatch(/^several b\\n \d+\nseveral a\\n \d+\n$/);
    const all = await inventory(['push', folder]);
    expect(all).toMatchObject({ exitCode: 0, stderr: '' });
    expect(all.stdout).toMatch(/^several a\\n \d+\nseveral b\\n \d+\n$/);
  });

  it('takes many nodes, one a line, and leaves out what cannot be used', async () => {
    const many = Array.from({ length: 300 }, (_, index) => JSON.stringify(documentOf(`many-${index}`)));
    const bundle = JSON.stringify(sample());
    const lines = [...many.slice(0, 100), '{"node":{}}', 'no JSON', ...many.slice(100), bundle];
    const run = await inventory(['push', '--jsonl'], lines.join('\n'));
    const names = run.stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.split(' ')[0]);
    expect(names).toEqual([...many.map((_, index) => `many-${index}`), 'win-01']);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain('inventory.node.name\n  standard input document 101: inventory.node.name is missing');
    expect(run.stderr).toContain('standard input document 102: inventory is not JSON');
  });

  it('announces each', async () => {
    const { stdout } = await specline(['inventory', 'push', '--jsonl', '--nats', nats.url], {
      env,
      stdin: ['a', 'b'].map((name) => JSON.stringify(documentOf(`announced-${name}`))).join('\n'),
    });
    const expected = stdout
      .trimEnd()
      .split('\n')
      .map((line) => ({ node: line.split(' ')[0], revision: Number(line.split(' ')[1]) }));
    await expect.poll(() => announced.filter(({ node }) => node.startsWith('announced-'))).toEqual(expected);
  });

  it('stops when the store goes away, and says so', async () => {
    await using own = await startRedis();
    await own.kill();
    const run = await specline(['inventory', 'push', '--redis', own.url, samplePath('iis-with-gmsa')]);
    expect(run).toMatchObject({ exitCode: 3, stdout: '' });
    expect(run.stderr).toContain('see that Redis runs there');
  });

  describe('to a Redis that may lose it', () => {
    it('warns, and does it', async () => {
      await using own = await startRedis();
      const args = ['inventory', 'push', '--redis', own.url, samplePath('iis-with-gmsa')];
      const run = await specline(args);
      expect(run).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^\d+\n$/) });
      const address = `127.0.0.1:${own.port}`;
      const words = `node inventory may lose data, at ${address}: its appendonly is no; set appendonly to yes, or give save points`;
      expect(run.stderr).toBe(`warning: ${words}\n`);
      const json = await specline([...args, '--json']);
      expect(JSON.parse(json.stderr)).toMatchObject({
        warnings: [{ message: words, setting: 'appendonly', value: 'no' }],
      });
      expect((await specline(args, { env: { SPECLINE_INVENTORY_CHECK: 'off' } })).stderr).toBe('');
    });

    it('refuses where it evicts, unless that is accepted', async () => {
      await using own = await startRedis({ persistent: true, config: 'maxmemory 50mb\nmaxmemory-policy allkeys-lru' });
      const change = (args: readonly string[], environment = {}) =>
        specline(['inventory', ...args], { env: { REDIS_URL: own.url, ...environment }, stdin: '{}' });
      for (const args of [
        ['push', samplePath('iis-with-gmsa')],
        ['patch', 'win-01', '-'],
      ]) {
        const run = await change(args);
        expect(run).toMatchObject({ exitCode: 3, stdout: '' });
        expect(run.stderr).toContain('its maxmemory-policy is allkeys-lru; set maxmemory-policy to noeviction there');
      }
      const accepted = await change(['push', samplePath('iis-with-gmsa')], { SPECLINE_INVENTORY_CHECK: 'warn' });
      expect(accepted).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^\d+\n$/) });
      expect(accepted.stderr).toContain('warning: node inventory may lose data');
      expect((await change(['show', 'win-01'])).exitCode).toBe(0);
    });
  });
});

describe('specline inventory show', () => {
  it('shows what was pushed, contents of secrets only when they are asked for', async () => {
    const { inventory: document } = sample();
    await push(document);
    const shown = await inventory(['show', 'win-01']);
    expect(shown).toMatchObject({ exitCode: 0, stderr: '' });
    expect(JSON.parse(shown.stdout)).toEqual({
      ...document,
      credentialSpecs: { files: { 'webapp01.json': hidden }, registry: {} },
      configs: { w2e4r6t8y0u1i3o5p7a9s1d3f: hidden },
    });
    const whole = await inventory(['show', 'win-01', '--secrets']);
    expect(JSON.parse(whole.stdout)).toEqual(document);
  });
});

describe('specline inventory patch', () => {
  it('changes parts, prints the new revision, and announces it', async () => {
    const { stdout: pushed } = await push(documentOf('patched', { configs: { a: '1', b: '2' } }));
    const path = await file('patch', { ifRevision: Number(pushed), set: { '/node/cpus': 8 }, remove: ['/configs/a'] });
    const run = await specline(['inventory', 'patch', 'patched', path, '--nats', nats.url], { env });
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(Number(run.stdout)).toBeGreaterThan(Number(pushed));
    const shown = await inventory(['show', 'patched', '--secrets']);
    expect(JSON.parse(shown.stdout)).toMatchObject({ node: { cpus: 8 }, configs: { b: '2' } });
    await expect.poll(() => announced).toContainEqual({ node: 'patched', revision: Number(run.stdout) });
    const late = await inventory(['patch', 'patched', path]);
    expect(late).toMatchObject({ exitCode: 1, stdout: '' });
    expect(late.stderr).toContain(
      `error: the inventory of node patched is at revision ${run.stdout.trimEnd()}, and the patch is for ${pushed.trimEnd()}: `,
    );
  });
});

describe('specline inventory remove', () => {
  it('forgets a node, says so, and announces it', async () => {
    await push(documentOf('removed'));
    const run = await specline(['inventory', 'remove', 'removed', '--nats', nats.url], { env });
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    const revision = Number(/^removed removed, at revision (\d+)\n$/.exec(run.stdout)?.[1]);
    await expect.poll(() => announced).toContainEqual({ node: 'removed', revision, removed: true });
    expect(await inventory(['show', 'removed'])).toMatchObject({ exitCode: 1, stdout: '' });
    const again = await inventory(['remove', 'removed']);
    expect(again).toMatchObject({
      exitCode: 1,
      stdout: '',
      stderr: 'error: no inventory of node removed is known; nothing was removed\n',
    });
    expect(Number((await push(documentOf('removed'))).stdout)).toBeGreaterThan(revision);
  });
});

describe('specline inventory list', () => {
  it('has each node by name, readable or as JSON', async () => {
    await using own = await startRedis();
    const list = (...args: string[]) => specline(['inventory', 'list', '--redis', own.url, ...args]);
    expect(await list()).toMatchObject({ exitCode: 0, stdout: '', stderr: '' });
    const names = Array.from({ length: 1_200 }, (_, index) => `node-${String(index).padStart(4, '0')}`);
    const stdin = names
      .toReversed()
      .map((name) => JSON.stringify(documentOf(name)))
      .join('\n');
    await specline(['inventory', 'push', '--jsonl', '--redis', own.url], { stdin });
    const readable = (await list()).stdout.trimEnd().split('\n');
    expect(readable).toHaveLength(1_200);
    expect(readable[7]).toMatch(/^node-0007 {17}\d+ {2}\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    const objects = resultsOf(await list('--json'));
    expect(objects.map(({ node }) => node)).toEqual(names);
    expect(objects[7]).toEqual({
      node: 'node-0007',
      revision: expect.any(Number),
      changed: expect.stringMatching(/Z$/),
    });
  });
});

describe('specline inventory diff', () => {
  const before = documentOf('compared', {
    layers: { 'sha256:0': 'C:\\0', 'sha256:1': 'C:\\1' },
    configs: { same: 'hush-1', changed: 'hush-2' },
  });
  const after = {
    ...documentOf('compared', {
      layers: { 'sha256:0': 'D:\\0' },
      configs: { same: 'hush-1', changed: 'hush-3' },
      secrets: ['s'],
    }),
  };

  it('says what a push would change, without contents of secrets, and ends with 1', async () => {
    await push(before);
    const run = await inventory(['diff', 'compared', '-'], JSON.stringify(after));
    expect(run).toEqual({
      exitCode: 1,
      stderr: '',
      stdout:
        '~ /configs/changed  "[hidden: --secrets shows it]"\n' +
        '~ /layers/sha256:0  "C:\\\\0" -> "D:\\\\0"\n' +
        '- /layers/sha256:1  "C:\\\\1"\n' +
        '+ /secrets  ["s"]\n',
    });
    const json = await inventory(['diff', 'compared', '-', '--json'], JSON.stringify(after));
    expect(json).toMatchObject({ exitCode: 1, stderr: '' });
    expect(JSON.parse(json.stdout)).toEqual({
      equal: false,
      changes: [
        { path: '/configs/changed', change: 'changed', before: hidden, after: hidden },
        { path: '/layers/sha256:0', change: 'changed', before: 'C:\\0', after: 'D:\\0' },
        { path: '/layers/sha256:1', change: 'removed', before: 'C:\\1' },
        { path: '/secrets', change: 'added', after: ['s'] },
      ],
    });
    const whole = await inventory(['diff', 'compared', '-', '--secrets'], JSON.stringify(after));
    expect(whole.stdout).toContain('~ /configs/changed  "hush-2" -> "hush-3"\n');
  });

  it('says nothing of equals, and ends with 0', async () => {
    await push(before);
    const reordered = { configs: before.configs, layers: before.layers, node: before.node };
    expect(await inventory(['diff', 'compared', '-'], JSON.stringify(reordered))).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: '',
    });
    const json = await inventory(['diff', 'compared', '-', '--json'], JSON.stringify(reordered));
    expect(json).toMatchObject({ exitCode: 0, stdout: '{"equal":true,"changes":[]}\n' });
  });

  it('compares two files without a store, and two nodes', async () => {
    const [left, right] = await Promise.all([
      file('left', before),
      file('right', { ...after, ...{ node: { ...after.node, name: 'other' } } }),
    ]);
    const files = await specline(['inventory', 'diff', '--files', left, right]);
    await Promise.all([inventory(['push', left]), inventory(['push', right])]);
    const nodes = await inventory(['diff', '--nodes', 'compared', 'other']);
    expect(files).toMatchObject({ exitCode: 1, stderr: '' });
    expect(files.stdout).toContain('~ /node/name  "compared" -> "other"\n');
    expect(nodes).toEqual(files);
  });
});

describe('a command line that cannot be used, or what is not there', () => {
  const withoutStore = ['list', 'show', 'diff', 'push', 'patch', 'remove'].map((command) => {
    const args = { list: [], push: ['x.json'], show: ['win-01'], remove: ['win-01'] }[command] ?? ['win-01', 'x.json'];
    return [
      `${command} without a store`,
      [command, ...args],
      2,
      'cannot read x.json|say with --redis \\(REDIS_URL\\)',
    ] as const;
  });

  it.each(withoutStore)('%s', async (_title, args, exitCode, message) => {
    const run = await specline(['inventory', ...args]);
    expect(run).toMatchObject({ exitCode, stdout: '' });
    expect(run.stderr).toMatch(new RegExp(message));
  });

  it.each<[string, string[], number, string]>([
    ['an unknown node', ['show', 'win-99'], 1, 'error: no inventory of node win-99 is known'],
    ['an unknown node to compare', ['diff', 'win-99', '-'], 1, 'error: no inventory of node win-99 is known'],
    ['an unknown node to patch', ['patch', 'win-99', '-'], 1, 'error: no inventory of node win-99 is known'],
    ['no document', ['push', 'nowhere.json'], 2, 'error: cannot read nowhere.json: no such file or folder'],
    [
      'no document of several',
      ['push', 'nowhere.json', '-'],
      2,
      'nowhere.json: cannot read nowhere.json: no such file',
    ],
    ['a folder without documents', ['push', '/proc/self/task'], 2, 'error: /proc/self/task has no .json files'],
    ['a document of another node', ['diff', 'win-01', '-'], 2, 'error: the document is of node other, so that'],
    [
      'a patch that is none',
      ['patch', 'win-01', samplePath('linux-nginx')],
      2,
      'patch.request is an object: is not a field here',
    ],
    ['both sides', ['diff', '--files', '--nodes', 'a', 'b'], 2, 'error: --files and --nodes exclude each other'],
    ['one input twice', ['diff', '--files', '-', '-'], 2, 'error: both cannot be standard input; name a file'],
    ['an unknown subcommand', ['pull'], 2, "error: unknown command 'pull'\n(Did you mean push?)"],
    ['no node', ['show'], 2, "error: missing required argument 'node'"],
  ])('%s', async (_title, args, exitCode, message) => {
    await inventory(['push', samplePath('linux-nginx')]);
    const stdin = args[0] === 'patch' ? '{}' : JSON.stringify(documentOf('other'));
    const run = await inventory(args, stdin);
    expect(run.exitCode).toBe(exitCode);
    expect(run.stderr).toContain(message);
    const json = await inventory([...args, '--json'], stdin);
    expect(json.exitCode).toBe(exitCode);
  });

  it('errors are JSON where that is asked for', async () => {
    const run = await inventory(['patch', 'win-99', '-', '--json'], '{"set":{"x":1},"remove":["y"]}');
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(JSON.parse(run.stderr).errors).toMatchObject([
      { code: 'invalid-request', field: 'patch.set.x' },
      { code: 'invalid-request', field: 'patch.remove[0]' },
    ]);
  });
});
