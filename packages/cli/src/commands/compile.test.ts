import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCommand } from '@specline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resultsOf, sample, samplePath, specline } from '../specline.fixture.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'specline-compile-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Writes a file into the test's folder. */
async function file(name: string, contents: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, contents);
  return path;
}

describe('specline compile', () => {
  it('writes the spec as pretty JSON, with two blanks a level and a line end', async () => {
    const run = await specline(['compile', samplePath('iis-with-gmsa')]);
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(run.stdout).toBe(`${JSON.stringify(JSON.parse(run.stdout), undefined, 2)}\n`);
    expect(JSON.parse(run.stdout)).toMatchObject({ ociVersion: '1.0.1-dev', hostname: 'shop-web' });
  });

  it('reads standard input, also with a byte order mark', async () => {
    const stdin = `\ufeff${JSON.stringify(sample('linux-nginx'))}\r\n`;
    for (const args of [['compile'], ['compile', '-']]) {
      const run = await specline(args, { stdin });
      expect(run).toMatchObject({ exitCode: 0, stderr: '' });
      expect(run.stdout).toContain('"path": "rootfs"');
    }
  });

  it('tells warnings on standard error and still exits 0', async () => {
    const bundle = sample();
    bundle.request.container.HostConfig.Isolation = 'turbo';
    const run = await specline(['compile'], { stdin: JSON.stringify(bundle) });
    expect(run.exitCode).toBe(0);
    expect(run.stderr).toBe(
      'warning: unknown-isolation (request) at container.HostConfig.Isolation\n  isolation "turbo" is unknown and means process\n',
    );
    const quiet = await specline(['compile', '--quiet'], { stdin: JSON.stringify(bundle) });
    expect(quiet).toEqual({ ...run, stderr: '' });
  });

  it('tells each error with code, field, message and page, and exits 1', async () => {
    const run = await specline(['compile', samplePath('refused-twice')]);
    expect(run).toMatchObject({ exitCode: 1, stdout: '' });
    const blocks = run.stderr.split('error: ').slice(1);
    expect(blocks).toHaveLength(2);
    expect(blocks[0]).toMatch(
      /^not-found \(image\) at container\.Image\n {2}.*layer does not exist\n {2}see docs\/errors\.md#not-found\n$/,
    );
    expect(blocks[1]).toContain('invalid-parameter (credentials) at container.HostConfig.SecurityOpt[0]\n');
  });

  it('tells them as one JSON object with --json', async () => {
    const run = await specline(['compile', '--json', samplePath('refused-twice')]);
    expect(run).toMatchObject({ exitCode: 1, stdout: '' });
    const { errors, warnings } = JSON.parse(run.stderr);
    expect(warnings).toEqual([]);
    expect(errors).toHaveLength(2);
    expect(Object.keys(errors[0])).toEqual(['code', 'kind', 'field', 'message']);
    expect(run.stderr.endsWith('}\n')).toBe(true);
  });

  it('keeps integers of 64 bits exact', async () => {
    const stdin = JSON.stringify(sample()).replace('"IOMaximumIOps":500', '"IOMaximumIOps":18446744073709551615');
    const run = await specline(['compile'], { stdin });
    expect(run.stdout).toContain('"iops": 18446744073709551615');
    const lines = await specline(['compile', '--jsonl'], { stdin });
    expect(lines.stdout).toContain('"iops":18446744073709551615');
  });

  it('cuts a long list of errors, which --json has whole', async () => {
    const bundle = sample();
    bundle.request.container.HostConfig.SecurityOpt = Array(50).fill('nope');
    const stdin = JSON.stringify(bundle);
    const run = await specline(['compile'], { stdin });
    expect(run.stderr).toMatch(/… and 30 more errors; --json shows all\n$/);
    const json = await specline(['compile', '--json'], { stdin });
    expect(JSON.parse(json.stderr).errors).toHaveLength(50);
  });

  it('shows control characters of a message, so that nothing can forge a line', async () => {
    const bundle = sample();
    bundle.request.container.HostConfig.SecurityOpt = ['a\u001b[2J\nerror: forged'];
    const run = await specline(['compile'], { stdin: JSON.stringify(bundle) });
    expect(run.stderr).toContain('a\\u001b[2J\\nerror: forged');
    expect(run.stderr).not.toContain('\u001b');
  });
});

describe('specline compile, input that cannot be used', () => {
  it.each([
    ['not JSON', '{', 'bundle is not JSON'],
    ['nothing', '  \n', 'standard input is empty; give one JSON document'],
    ['no bundle', '[1]', 'bundle is a list'],
    ['a request without inventory', '{"request":{}}', 'bundle.inventory is missing'],
    [
      'for another node',
      JSON.stringify({ ...sample(), request: { ...sample().request, node: 'x' } }),
      'must be "win-01"',
    ],
    [
      'what docker inspect prints',
      '[{"Id":"a","State":{},"Config":{}}]',
      'docker inspect prints; say with --inventory',
    ],
    ['a container of it', '{"Id":"a","State":{},"Config":{}}', 'docker inspect prints; say with --inventory'],
    [
      'a request',
      JSON.stringify({ ...sample().request }),
      'this is a request; say with --inventory what its node knows',
    ],
    ['an inventory', JSON.stringify(sample().inventory), 'this is an inventory; a bundle is { "request": …'],
  ])('%s', async (_title, stdin, message) => {
    const run = await specline(['compile'], { stdin });
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toMatch(/^error: /);
    expect(run.stderr).toContain(message);
    expect(run.stderr).not.toContain('    at ');
  });

  it.each([
    ['no such file', ['compile', 'nowhere.json'], 'error: cannot read nowhere.json: no such file or folder\n'],
    ['a folder', ['compile', '/'], 'error: cannot read /: it is a folder\n'],
    [
      'an unknown option',
      ['compile', '--jsonn'],
      "error: unknown option '--jsonn'\n(Did you mean one of --json, --jsonl?)\n",
    ],
    ['an unknown command', ['compil'], "error: unknown command 'compil'\n(Did you mean compile?)\n"],
    ['two inputs', ['compile', 'a', 'b'], 'too many arguments'],
    ['two documents from standard input', ['compile', '--inventory', '-'], 'name a file'],
    ['no folder for the output', ['compile', '-o', '/nowhere/x', samplePath('linux-nginx')], 'cannot write /nowhere/x'],
    [
      'a folder as output',
      ['compile', '-o', '/', samplePath('linux-nginx')],
      'error: cannot write /: it is a folder\n',
    ],
  ])('%s', async (_title, args, message) => {
    const run = await specline(args);
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toContain(message);
    expect(run.stderr).not.toContain('    at ');
  });
});

describe('specline compile --jsonl', () => {
  it('gives a line a line, in the same order, and exits 0', async () => {
    const bundles = [sample('linux-nginx'), sample('refused-twice'), sample('iis-with-gmsa')];
    const run = await specline(['compile', '--jsonl'], {
      stdin: bundles.map((each) => JSON.stringify(each)).join('\n'),
    });
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    const results = resultsOf(run);
    expect(results.map(({ name }) => name)).toEqual(['linux-nginx', 'refused-twice', 'iis-with-gmsa']);
    expect(results.map((each) => Object.keys(each))).toEqual([
      ['name', 'spec', 'staging', 'warnings', 'digest'],
      ['name', 'errors', 'warnings'],
      ['name', 'spec', 'staging', 'warnings', 'digest'],
    ]);
  });

  it('gives the digest of the canonical spec, and the spec that the command gives for one bundle', async () => {
    const [line, pretty] = await Promise.all([
      specline(['compile', '--jsonl'], { stdin: JSON.stringify(sample()) }),
      specline(['compile'], { stdin: JSON.stringify(sample()) }),
    ]);
    const [{ spec, digest }] = resultsOf(line);
    expect(digest).toBe(`sha256:${createHash('sha256').update(JSON.stringify(spec)).digest('hex')}`);
    expect(JSON.parse(pretty.stdout)).toEqual(spec);
  });

  it('goes on after lines that are no bundles, and takes what encodings do to a file', async () => {
    const good = JSON.stringify(sample('linux-nginx'));
    const stdin = Buffer.concat([
      Buffer.from(`\ufeff${good}\r\n\r\n   \n{\n{"name":"wrong","request":5}\nnull\n"text"\n[]\n{"name":7}\n`),
      Buffer.from('{"name":"bytes \xff\xfe"}\n', 'latin1'),
      Buffer.from(`{"name":"\\ud800 alone"}\n{"__proto__":{}}\n${'['.repeat(500_000)}\n${good}`),
    ]);
    const run = await specline(['compile', '--jsonl'], { stdin });
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    const results = resultsOf(run);
    const names = [null, 'wrong', null, null, null, null, 'bytes \ufffd\ufffd', '\ufffd alone', null, null];
    expect(results.map(({ name }) => name)).toEqual(['linux-nginx', ...names, 'linux-nginx']);
    for (const { errors, warnings } of results.slice(1, -1)) {
      expect(warnings).toEqual([]);
      expect(errors[0]).toMatchObject({ code: 'invalid-request', kind: 'request' });
    }
    expect(results.at(-1)).toEqual(results[0]);
  });

  it('names field, value and remedy of what is wrong in a bundle', async () => {
    const cases = [...faults()];
    const stdin = cases.map(({ bundle }) => JSON.stringify(bundle)).join('\n');
    const run = await specline(['compile', '--jsonl'], { stdin });
    const firsts = resultsOf(run).map(
      ({ errors }) => errors?.[0] && { field: errors[0].field, message: errors[0].message },
    );
    expect(run.exitCode).toBe(0);
    firsts.forEach((first, index) => {
      expect(first?.field, cases[index]?.title).toBe(cases[index]?.field);
      expect(first?.message, cases[index]?.title).toContain(cases[index]?.message);
    });
  });

  it('takes names with separators, wildcards, blanks, line ends and climbs as names', async () => {
    const names = ['a.b', '*', '>', 'a b', 'line\nend', '../up', '__proto__x', 'constructor', '\u{1f433}'];
    const stdin = names.map((name) => JSON.stringify(renamed(sample('linux-nginx'), name))).join('\n');
    const results = resultsOf(await specline(['compile', '--jsonl'], { stdin }));
    expect(results.map(({ name }) => name)).toEqual(names);
    for (const { spec } of results) expect(spec.hostname).toBe('proxy');
  });

  it('composes a large request, and one with many arguments', async () => {
    const large = sample();
    large.request.container.Path = 'x'.repeat(5_000_000);
    const many = sample();
    many.request.container.Args = Array(100_000).fill('an argument');
    const stdin = [large, many].map((each) => JSON.stringify(each)).join('\n');
    const [first, second] = resultsOf(await specline(['compile', '--jsonl'], { stdin }));
    expect(first.spec.process.args[0]).toHaveLength(5_000_000);
    expect(second.spec.process.args).toHaveLength(100_001);
  });

  it('needs little memory for a large input', { timeout: 60_000 }, async () => {
    const line = `${JSON.stringify(sample())}\n`;
    const input = await file('large.jsonl', line.repeat(15_000));
    const run = await startCommand('node', {
      args: ['--max-old-space-size=48', 'packages/cli/src/main.ts', 'compile', '--jsonl', input, '-o', '/dev/null'],
    });
    expect(await run.exited).toBe(0);
    await rm(input);
  });

  it('ends quietly when nobody reads on', async () => {
    const input = await file('many.jsonl', `${JSON.stringify(sample())}\n`.repeat(2_000));
    const run = await startCommand('bash', {
      args: [
        '-c',
        `node packages/cli/src/main.ts compile --jsonl ${input} | head -n 1; echo "exit codes \${PIPESTATUS[*]}"`,
      ],
    });
    await run.exited;
    expect(run.stdout()).toContain('exit codes 0 0\n');
    expect(run.stderr()).toBe('');
  });
});

describe('specline compile --inventory', () => {
  const { request, inventory } = sample();

  it('takes the input as a request', async () => {
    const path = await file('inventory.json', JSON.stringify(inventory));
    const [bundle, alone] = await Promise.all([
      specline(['compile', samplePath('iis-with-gmsa')]),
      specline(['compile', '--inventory', path], { stdin: JSON.stringify({ container: request.container }) }),
    ]);
    expect(alone).toEqual(bundle);
  });

  it('takes what docker inspect prints, one container or a list', async () => {
    const inspected = inspectOf(request.container);
    for (const document of [inspected, [inspected]]) {
      const run = await specline(['compile', '--inventory', samplePath('iis-with-gmsa')], {
        stdin: JSON.stringify(document),
      });
      expect(run.exitCode, run.stderr).toBe(0);
      expect(JSON.parse(run.stdout)).toMatchObject({ hostname: 'shop-web' });
      expect(run.stderr).toContain('warning: inspect-lacks (request)');
    }
  });

  it('picks one of several containers by --container', async () => {
    const list = [
      inspectOf(request.container),
      { ...inspectOf(request.container), Id: 'f'.repeat(64), Name: '/other' },
    ];
    const args = ['compile', '--inventory', samplePath('iis-with-gmsa')];
    const stdin = JSON.stringify(list);
    const unclear = await specline(args, { stdin });
    expect(unclear).toMatchObject({ exitCode: 2, stdout: '' });
    expect(unclear.stderr).toContain('shop-web, other');
    const picked = await specline([...args, '--container', 'shop-web'], { stdin });
    expect(picked.exitCode, picked.stderr).toBe(0);
  });

  it.each([
    ['the input is a bundle', sample(), 'leave --inventory out'],
    ['the node is another one', { ...request, node: 'win-02' }, 'request.node is "win-02": must be "win-01"'],
    ['a field is unknown', { ...request, nodes: [] }, 'request.nodes is a list: is not a field here'],
  ])('refuses where %s', async (_title, document, message) => {
    const stdin = JSON.stringify(document);
    const run = await specline(['compile', '--inventory', samplePath('iis-with-gmsa')], { stdin });
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toContain(message);
  });

  it('names the faulty field of an inventory', async () => {
    const path = await file('wrong.json', JSON.stringify({ node: { ...inventory.node, cpus: 0 } }));
    const run = await specline(['compile', '--inventory', path], { stdin: '{}' });
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain('at inventory.node.cpus');
  });
});

describe('specline compile --output', () => {
  it('writes the file and nothing else', async () => {
    const output = join(folder, 'config.json');
    const run = await specline(['compile', samplePath('linux-nginx'), '--output', output]);
    expect(run).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    expect(JSON.parse(await readFile(output, 'utf8')).hostname).toBe('proxy');
    expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('leaves a file as it was where the bundle is refused', async () => {
    const output = await file('kept.json', 'as it was');
    await specline(['compile', samplePath('refused-twice'), '-o', output]);
    expect(await readFile(output, 'utf8')).toBe('as it was');
  });

  it('replaces the file behind a link, with its permissions', async () => {
    const target = await file('private.json', '');
    await chmod(target, 0o600);
    const link = join(folder, 'link.json');
    await symlink(target, link);
    await specline(['compile', samplePath('linux-nginx'), '-o', link]);
    expect(await readFile(target, 'utf8')).toContain('proxy');
    expect((await stat(target)).mode & 0o777).toBe(0o600);
  });

  it('writes through a device instead of replacing it', async () => {
    expect(await specline(['compile', samplePath('linux-nginx'), '-o', '/dev/null'])).toMatchObject({ exitCode: 0 });
    expect((await stat('/dev/null')).isCharacterDevice()).toBe(true);
    const full = await specline(['compile', samplePath('linux-nginx'), '-o', '/dev/full']);
    expect(full).toEqual({ exitCode: 2, stdout: '', stderr: 'error: cannot write the output: the disk is full\n' });
  });

  it('leaves nothing behind when it is interrupted', async () => {
    const args = ['packages/cli/src/main.ts', 'compile', '--jsonl', '-o', join(folder, 'interrupted.jsonl')];
    const run = spawn(process.execPath, args, { stdio: ['pipe', 'ignore', 'inherit'] });
    const ended = once(run, 'exit');
    run.stdin.write(`${JSON.stringify(sample('linux-nginx'))}\n`);
    const partial = async () => (await readdir(folder)).filter((name) => name.includes('interrupted'));
    await expect.poll(partial, { timeout: 10_000 }).toHaveLength(1);
    run.kill('SIGTERM');
    expect(await ended).toEqual([null, 'SIGTERM']);
    expect(await partial()).toEqual([]);
  });
});

/** A name wherever a caller's name stands. */
function renamed(bundle: ReturnType<typeof sample>, name: string): unknown {
  const { request, inventory } = bundle;
  return {
    name,
    request: { ...request, node: name, container: { ...request.container, Name: name } },
    inventory: { ...inventory, node: { ...inventory.node, name } },
  };
}

/** A container as `docker inspect` prints it. */
function inspectOf({
  MountPoints,
  SecretReferences,
  ConfigReferences,
  SwarmManaged,
  ...same
}: ReturnType<typeof sample>) {
  const Mounts = Object.values(MountPoints);
  return { ...same, Platform: 'windows', Mounts, State: { Status: 'created', StartedAt: '0001-01-01T00:00:00Z' } };
}

/** A good bundle with one fault each, and what is said of it. */
function* faults() {
  const change = (
    title: string,
    field: string | undefined,
    message: string,
    edit: (bundle: ReturnType<typeof sample>) => void,
  ) => {
    const bundle = sample();
    edit(bundle);
    return { title, field, message, bundle };
  };
  const container = 'bundle.request.container';
  yield change('a wrong type', `${container}.Args`, 'is "x"', ({ request }) => {
    request.container.Args = 'x';
  });
  yield change('a number out of range', `${container}.HostConfig.Memory`, 'is 0.5', ({ request }) => {
    request.container.HostConfig.Memory = 0.5;
  });
  yield change('an unknown own field', 'bundle.request.profil', 'is not a field here; remove it', ({ request }) => {
    request.profil = 'moby-19.03';
  });
  yield change('an unknown profile', 'bundle.request.profile', 'must be one of: moby-19.03', ({ request }) => {
    request.profile = 'moby-29';
  });
  yield change(
    'an unknown field of the inventory',
    'bundle.inventory.layer',
    'is not a field here',
    ({ inventory }) => {
      inventory.layer = {};
    },
  );
  yield change('an id that is a path', `${container}.Id`, 'must not hold', ({ request }) => {
    request.container.Id = '../../x';
  });
  yield change('no container', `${container}`, 'is missing', ({ request }) => {
    delete request.container;
  });
  yield change('no node', 'bundle.inventory.node', 'is missing', ({ inventory }) => {
    delete inventory.node;
  });
  yield change('an unknown container', 'container.Id', 'No such container', ({ inventory }) => {
    inventory.containers = {};
  });
  yield change('an unknown image', 'container.Image', 'No such image', ({ inventory }) => {
    inventory.images = {};
  });
  yield change('a layer that is missing', 'container.Image', 'layer does not exist', ({ inventory }) => {
    inventory.layers = {};
  });
}
