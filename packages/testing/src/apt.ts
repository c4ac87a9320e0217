import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const INSTALL = ['install', '--yes', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=120'];

/** Installs Debian packages, named as the programs they hold, after saying so; leaves none of their services running. */
export function installWithApt(packages: readonly string[]): void {
  say(`${packages.join(' and ')}: neither on PATH nor to be had as containers. Installing the Debian packages:`);
  run('apt-get', ['update', '-q']);
  say(`this adds ${newPackages(packages).join(', ')}.`);
  run('apt-get', [...INSTALL, ...packages]);
  // Debian starts a server when it installs one; the tests start their own.
  for (const name of packages) stopService(name);
}

/** All that the installation would add, dependencies too. */
function newPackages(packages: readonly string[]): string[] {
  const { stdout } = spawnSync('apt-get', [...INSTALL, '--simulate', ...packages], { encoding: 'utf8' });
  return [...stdout.matchAll(/^Inst (\S+)/gm)].map(([, name]) => name ?? '');
}

function stopService(name: string): void {
  if (existsSync('/run/systemd/system')) run('systemctl', ['disable', '--now', name]);
  else if (existsSync(`/etc/init.d/${name}`)) run('service', [name, 'stop'], { mayFail: true });
}

function run(command: string, args: readonly string[], { mayFail = false } = {}): void {
  say(`$ ${command} ${args.join(' ')}`);
  const { status, error } = spawnSync(command, args, {
    // No questions, and no restart of what already runs here.
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', NEEDRESTART_SUSPEND: '1' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0 && !mayFail) throw new Error(`${command} ended with ${status ?? error?.message}`, { cause: error });
}

function say(text: string): void {
  process.stdout.write(`specline tests: ${text}\n`);
}
