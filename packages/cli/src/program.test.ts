import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { endOf } from './end/end-of.ts';
import { exitCodes } from './end/exit-codes.ts';
import { createProgram } from './program.ts';
import { samplePath, specline } from './specline.fixture.ts';

/** All commands that do something, by their names. */
function leaves(command: Command, names: readonly string[] = []): (readonly [string, Command])[] {
  const below = command.commands;
  const acts = below.length === 0 || command.registeredArguments.length > 0;
  const own = acts ? [[names.join(' '), command] as const] : [];
  return [...own, ...below.flatMap((each) => leaves(each, [...names, each.name()]))];
}

/** Runs a command in this process; gives how it would end, and what it says. */
async function end(args: readonly string[]) {
  const said: string[] = [];
  const program = await createProgram({ first: args[0] });
  const keep = (text: string): void => void said.push(text);
  for (const command of [program, ...everyCommand(program)])
    command.configureOutput({ writeOut: keep, writeErr: keep, outputError: keep });
  const exitCode = await program.parseAsync(args, { from: 'user' }).then(
    () => 0,
    (error: unknown) => endOf(error, { json: true }),
  );
  return { exitCode, text: said.join('') };
}

const everyCommand = (command: Command): Command[] => command.commands.flatMap((each) => [each, ...everyCommand(each)]);

const commands = leaves(await createProgram());

describe('each command', () => {
  const known = Object.values(exitCodes).map(String);

  it.each(commands.map(([name]) => [name]))('%s has help with examples, and its exit codes', async (name) => {
    const { exitCode, text } = await end([...name.split(' '), '--help']);
    expect(exitCode).toBe(0);
    expect(text).toContain(`Usage: specline ${name}`);
    if (name !== 'demo') expect(text).toMatch(new RegExp(`^Examples:\\n(  .*\\n)*?  .*specline ${name}`, 'm'));
    const codes = [...(text.split('Exit codes:\n')[1] ?? '').matchAll(/^ {2}(\d+) /gm)].map(([, code]) => code);
    expect(codes).toEqual(expect.arrayContaining(['0', '2']));
    expect(codes.filter((code) => !known.includes(code ?? ''))).toEqual([]);
    expect(text.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });

  it.each(commands.map(([name]) => [name]))('%s ends with 2 for an option that it has not', async (name) => {
    expect(await end([...name.split(' '), '--no-such-option'])).toMatchObject({ exitCode: 2 });
  });

  it('that prints for people prints JSON, too', () => {
    const alwaysJsonOrLogs = ['demo', 'up', 'completion'];
    const without = commands.filter(([, { options }]) => !options.some(({ long }) => long === '--json'));
    expect(without.map(([name]) => name).toSorted()).toEqual(alwaysJsonOrLogs.toSorted());
  });
});

describe('a command that finds nobody there', () => {
  const bundle = samplePath('iis-with-gmsa');
  const nats = ['--nats', 'nats://127.0.0.1:1'];
  const redis = ['--redis', 'redis://127.0.0.1:1'];
  const away: Readonly<Record<string, readonly string[]>> = {
    create: [bundle, ...nats, ...redis],
    submit: [bundle, ...nats, ...redis],
    outcome: ['a', ...nats],
    outcomes: nats,
    'dead list': nats,
    'dead show': ['1', ...nats],
    'dead retry': ['1', ...nats],
    demo: redis,
    up: redis,
    watch: nats,
    doctor: nats,
    load: [...nats, ...redis],
    'inventory list': redis,
    'inventory show': ['win-01', ...redis],
    'inventory diff': ['win-01', bundle, ...redis],
    'inventory push': [bundle, ...redis],
    'inventory patch': ['win-01', bundle, ...redis],
    'inventory remove': ['win-01', ...redis],
  };
  const offline = ['compile', 'token create', 'completion', 'load compare'];

  it('is each that asks somebody', () => {
    expect([...Object.keys(away), ...offline].toSorted()).toEqual(commands.map(([name]) => name).toSorted());
  });

  it.each(Object.entries(away).filter(([name]) => name !== 'inventory patch' && name !== 'doctor'))(
    '%s ends with 3',
    async (name, args) => {
      expect(await end([...name.split(' '), ...args])).toMatchObject({ exitCode: 3 });
    },
  );
});

describe('a slip of the finger', () => {
  it.each([
    [['compil'], "error: unknown command 'compil'\n(Did you mean compile?)\n"],
    [['inventory', 'psh'], "error: unknown command 'psh'\n(Did you mean push?)\n"],
    [['compile', '--jsonal'], "error: unknown option '--jsonal'\n(Did you mean --jsonl?)\n"],
  ])('%j is answered with what was meant', async (args, text) => {
    expect(await end(args)).toEqual({ exitCode: 2, text });
  });

  it('is told as JSON where that is asked for', async () => {
    const run = await specline(['outcomes', '--json', '--sinc', '10m']);
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    const message = "unknown option '--sinc' (Did you mean --since?)";
    expect(JSON.parse(run.stderr)).toEqual({
      errors: [{ code: 'invalid-request', kind: 'request', message }],
      warnings: [],
    });
  });
});

describe('colours', () => {
  const red = '\u001b[31m';
  it.each([
    ['a pipe has none', {}, false],
    ['FORCE_COLOR has them in a pipe, too', { FORCE_COLOR: '1' }, true],
    ['FORCE_COLOR=0 has none', { FORCE_COLOR: '0' }, false],
  ])('%s', async (_title, env, coloured) => {
    const { stderr } = await specline(['compile', samplePath('refused-twice')], { env });
    expect(stderr.includes(red)).toBe(coloured);
  });
});
