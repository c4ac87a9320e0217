import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { join } from 'node:path';

const bench = join(import.meta.dirname, '..');

/** What a run was done on, as names and texts. Ask before the run: it tells what others do at that moment. */
export function machine(): [name: string, value: string][] {
  const [first] = cpus();
  return [
    ['date', new Date().toISOString().slice(0, 10)],
    ['commit', output('git', ['-C', bench, 'describe', '--always', '--dirty', '--exclude=*'])],
    ['processors', `${cpus().length} × ${first?.model.trim() ?? 'unknown'}`],
    ['memory', `${Math.round(totalmem() / 2 ** 30)} GiB`],
    ['kernel', `${type()} ${release()}`],
    ['load before the run', `${loadavg()[0]?.toFixed(2)} (what others did in the last minute; 0 is quiet)`],
    ['Node', process.version],
    ['nats-server', lastWord(output('nats-server', ['--version'])).replace(/^v/, '')],
    ['redis-server', /v=(\S+)/.exec(output('redis-server', ['--version']))?.[1] ?? 'unknown'],
    ['packages', ourPackages().join(', ')],
    ['packages of the others', theirPackages().join(', ')],
  ];
}

/** The versions that are installed are those that are named: each is named exactly. */
function ourPackages(): string[] {
  const workspace = readFileSync(join(bench, '..', '..', 'pnpm-workspace.yaml'), 'utf8');
  return ['nats', 'ioredis', 'zod', 'pino'].map((name) => `${name} ${catalogVersion(workspace, name)}`);
}

function theirPackages(): string[] {
  const { dependencies } = JSON.parse(readFileSync(join(bench, 'peers', 'package.json'), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  return Object.entries(dependencies).map(([name, version]) => `${name} ${version}`);
}

/** The version of a package in the catalog of pnpm-workspace.yaml. */
export const catalogVersion = (workspace: string, name: string): string =>
  new RegExp(`^  "?${name}"?: (\\S+)$`, 'm').exec(workspace)?.[1] ?? 'unknown';

const output = (program: string, args: readonly string[]): string =>
  spawnSync(program, args, { encoding: 'utf8' }).stdout?.trim() ?? 'unknown';

const lastWord = (text: string): string => text.slice(text.lastIndexOf(' ') + 1);
